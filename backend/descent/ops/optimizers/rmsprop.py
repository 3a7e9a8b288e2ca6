"""RMSProp (Hinton 2012; PyTorch's form).

What is stored is s / (1 − α), which saves a multiplication at each step; `rates` makes up for it.
"""

from functools import partial
from math import sqrt
from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.calls import Calls, constant
from descent.ops.optimizers.base import Arena, Optimizer


class RMSProp(Optimizer):
    """A rate for each weight by its recent gradients: s ← α s + (1 − α) g², w ← w − η g / (√s + ε)."""

    model_config = ConfigDict(title="RMSProp")
    kind: Literal["rmsprop"] = "rmsprop"
    degrees = (2,)
    decay: float = Field(
        default=0.99, ge=0, lt=1, title="Decay", description="How slowly old gradients are forgotten, α."
    )
    epsilon: float = Field(default=1e-8, gt=0, le=1, title="Epsilon", description="Keeps the division finite, ε.")

    def rates(self, step: int, rate: float) -> tuple[float, ...]:  # noqa: ARG002
        root = sqrt(1 - self.decay)
        return rate / root, self.epsilon / root

    def scales(self) -> tuple[float, ...]:
        return (1 - self.decay,)

    def update(self, at: Arena) -> Calls:
        w, g, step, (s,), (rate, epsilon) = at.w, at.g, at.scratch, at.moments, at.rates
        return [
            partial(np.multiply, s, constant(self.decay, w), s),
            partial(np.square, g, step),
            partial(np.add, s, step, s),
            partial(np.sqrt, s, step),
            partial(np.add, step, epsilon, step),
            partial(np.divide, g, step, step),
            partial(np.multiply, step, rate, step),
            partial(np.subtract, w, step, w),
        ]
