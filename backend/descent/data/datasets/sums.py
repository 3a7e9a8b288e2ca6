"""Short sums in writing."""

from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.data.arrays import Doubles, Numbers
from descent.data.datasets.sequence import BLANK, Strings


class Sums(Strings):
    """Sums as they are written, such as 27+8: what do they come to?"""

    model_config = ConfigDict(title="Sums")
    kind: Literal["sums"] = "sums"
    task = "regression"
    target_name = "result"
    digits: int = Field(default=2, ge=1, le=3, title="Digits", description="How many digits each number has at most.")
    minus: bool = Field(
        default=False, title="Minus", description="Whether in half of them the second number is taken away."
    )

    @property
    def steps(self) -> int:
        return 2 * self.digits + 1

    @property
    def tokens(self) -> tuple[str, ...]:
        return (BLANK, *"0123456789+", *("-" if self.minus else ""))

    def arrays(self, place: np.random.Generator, noise: np.random.Generator) -> tuple[Doubles, Numbers]:
        del noise
        first, second = place.integers(0, 10**self.digits, (2, self.points))
        sign = np.where(self.minus & (place.random(self.points) < 0.5), -1, 1)
        texts = [f"{a}{'+' if plus > 0 else '-'}{b}" for a, plus, b in zip(first, sign, second, strict=True)]
        return self.ids(texts), first + sign * second
