"""What datasets of sequences share: one number, or one token, at each step in time."""

from abc import abstractmethod
from collections.abc import Sequence as Ordered
from typing import Final

import numpy as np
from pydantic import Field

from descent.data.arrays import Doubles
from descent.data.datasets.base import Dataset
from descent.limits import MAX_POINTS

BLANK: Final = " "
"""The token that stands in front of what is shorter, so that what matters last stands at the end."""


class Sequence(Dataset):
    """Sequences of equal length, made from a seed."""

    modality = "sequence"
    input_names = ()

    points: int = Field(
        default=1_000,
        ge=20,
        le=MAX_POINTS,
        title="Points",
        description="How many sequences there are, training and validation together.",
    )

    @property
    @abstractmethod
    def steps(self) -> int:
        """How many steps each has."""

    @property
    def inputs(self) -> tuple[str, ...]:
        return tuple(f"t{step}" for step in range(1, self.steps + 1))

    @property
    def shape(self) -> tuple[int, ...]:
        """Numbers are one feature over time, (1, time); tokens one id a step, (time,)."""
        return (self.steps,) if self.tokens else (1, self.steps)


class Strings(Sequence):
    """Sequences of tokens, of which the first is the blank."""

    def ids(self, texts: Ordered[str]) -> Doubles:
        """The ids of the texts' letters, with blanks in front (N, steps)."""
        place = {token: float(number) for number, token in enumerate(self.tokens)}
        return np.array([[place[letter] for letter in text.rjust(self.steps, BLANK)] for text in texts])
