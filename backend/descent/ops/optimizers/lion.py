"""Lion (Chen et al. 2023), found by a search through programs: the sign of a mean of gradients.

What is stored is m / (1 − β₂). Of the mean that is stepped along only the sign counts, so that it is made up to a
factor.
"""

from functools import partial
from typing import Final, Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.calls import Calls, constant
from descent.ops.optimizers.adam import shrink
from descent.ops.optimizers.base import Arena, Optimizer

HUGE: Final = 1e30
"""Makes at least 1 of all that is no less than 1e-30."""


class Lion(Optimizer):
    """Steps of one size, by sign: w ← w − η (sign(β₁ m + (1 − β₁) g) + λ w), then m ← β₂ m + (1 − β₂) g."""

    model_config = ConfigDict(title="Lion")
    kind: Literal["lion"] = "lion"
    degrees = (1,)
    beta1: float = Field(
        default=0.9, ge=0, lt=1, title="β₁", description="How little the newest gradient counts in a step."
    )
    beta2: float = Field(
        default=0.99, ge=0, lt=1, title="β₂", description="How slowly the mean of the gradients moves."
    )
    weight_decay: float = Field(
        default=0.0,
        ge=0,
        le=10,
        title="Weight decay",
        description="How fast weights shrink by themselves, λ. Biases do not.",
    )

    def rates(self, step: int, rate: float) -> tuple[float, ...]:  # noqa: ARG002
        return rate, rate * self.weight_decay

    def scales(self) -> tuple[float, ...]:
        return (1 - self.beta2,)

    def update(self, at: Arena) -> Calls:
        w, g, step, (m,), (rate, share) = at.w, at.g, at.scratch, at.moments, at.rates
        old = constant(self.beta1 * (1 - self.beta2) / (1 - self.beta1), w)
        return [
            *(shrink(at, share) if self.weight_decay else []),
            partial(np.multiply, m, old, step),
            partial(np.add, step, g, step),
            # The sign, which np.sign takes five times as long for where signs come in no order.
            partial(np.multiply, step, constant(HUGE, w), step),
            partial(np.minimum, step, constant(1, w), out=step),
            partial(np.maximum, step, constant(-1, w), out=step),
            partial(np.multiply, step, rate, step),
            partial(np.subtract, w, step, w),
            partial(np.multiply, m, constant(self.beta2, w), m),
            partial(np.add, m, g, m),
        ]
