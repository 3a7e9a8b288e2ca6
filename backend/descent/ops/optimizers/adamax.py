"""AdaMax (Kingma and Ba 2014, section 7.1; PyTorch's form).

What is stored of the mean is m / (1 − β₁), which saves a multiplication at each step; `rates` makes up for it.
"""

from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.calls import Calls, constant
from descent.ops.optimizers.base import Arena, Optimizer


class AdaMax(Optimizer):
    """Adam by the largest gradient: u ← max(β₂ u, |g| + ε), w ← w − η m / ((1 − β₁ᵗ) u)."""

    model_config = ConfigDict(title="AdaMax")
    kind: Literal["adamax"] = "adamax"
    degrees = (1, 2)
    counts_steps = True
    beta1: float = Field(default=0.9, ge=0, lt=1, title="β₁", description="How slowly the mean of the gradients moves.")
    beta2: float = Field(
        default=0.999, ge=0, lt=1, title="β₂", description="How slowly the largest gradient is forgotten."
    )
    epsilon: float = Field(default=1e-8, gt=0, le=1, title="Epsilon", description="Keeps the division finite, ε.")

    def rates(self, step: int, rate: float) -> tuple[float, ...]:
        return (rate * (1 - self.beta1) / (1 - self.beta1**step),)

    def scales(self) -> tuple[float, ...]:
        return 1 - self.beta1, 1.0

    def update(self, at: Arena) -> Calls:
        w, g, step, (m, u), (rate,) = at.w, at.g, at.scratch, at.moments, at.rates
        return [
            partial(np.multiply, m, constant(self.beta1, w), m),
            partial(np.add, m, g, m),
            partial(np.multiply, u, constant(self.beta2, w), u),
            partial(np.abs, g, step),
            partial(np.add, step, constant(self.epsilon, w), step),
            partial(np.maximum, u, step, out=u),
            partial(np.divide, m, u, step),
            partial(np.multiply, step, rate, step),
            partial(np.subtract, w, step, w),
        ]
