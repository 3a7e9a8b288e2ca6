"""What a changed document did to a running training."""

from dataclasses import asdict, dataclass
from typing import Self

from descent.problems import Problem
from descent.training.carried import Carried


@dataclass(frozen=True)
class Applied(Carried):
    """What became of the parameters, which says nothing when the network didn't change.

    `held`: what is held changed, and nothing else of the network. `notes` are things that a person should know.
    """

    held: bool = False
    notes: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, carried: Carried, notes: tuple[Problem, ...]) -> Self:
        """After surgery."""
        return cls(**asdict(carried), notes=notes)
