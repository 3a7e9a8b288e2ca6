"""NAdam (Dozat 2016; PyTorch's form): Adam with Nesterov's look ahead.

With μₜ = β₁ (1 − ½ · 0.96^(t ψ)), the step is η (μₜ₊₁ m / (1 − μ₁ … μₜ₊₁) + (1 − μₜ) g / (1 − μ₁ … μₜ)) / (√v̂ + ε).
As in `adam`, m / (1 − β₁) and v / (1 − β₂) are what is stored. The product of all μ is that of the present settings.
"""

from functools import lru_cache, partial
from math import ceil, log, sqrt
from typing import Final, Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.calls import Array, Calls, constant
from descent.ops.optimizers.base import Arena, Optimizer

TINY: Final = 1e-18
"""A product of this size is nothing beside 1."""


def _decay(step: Array, beta1: float, decay: float) -> Array:
    """μ of these steps."""
    return beta1 * (1 - 0.5 * 0.96 ** (step * decay))


@lru_cache(16)
def _products(beta1: float, decay: float) -> list[float]:
    """μ₁ … μₜ by t, from 0 on, for as long as it is more than nothing: at most 41,427 numbers, at β₁ = 0.999."""
    count = ceil(log(TINY) / log(beta1)) if beta1 else 1
    return [1.0, *np.cumprod(_decay(np.arange(1.0, count + 1), beta1, decay)).tolist()]


class NAdam(Optimizer):
    """Adam that looks ahead as Nesterov does: w ← w − η (μ′ m̂ + (1 − μ) ĝ) / (√v̂ + ε)."""

    model_config = ConfigDict(title="NAdam")
    kind: Literal["nadam"] = "nadam"
    degrees = (1, 2)
    counts_steps = True
    beta1: float = Field(
        default=0.9, ge=0, le=0.999, title="β₁", description="How slowly the mean of the gradients moves."
    )
    beta2: float = Field(
        default=0.999, ge=0, lt=1, title="β₂", description="How slowly the mean of their squares moves."
    )
    epsilon: float = Field(default=1e-8, gt=0, le=1, title="Epsilon", description="Keeps the division finite, ε.")
    momentum_decay: float = Field(
        default=0.004,
        ge=0,
        le=1,
        title="Momentum decay",
        description="How fast the look ahead grows from half of β₁ to all of it, ψ.",
    )

    def rates(self, step: int, rate: float) -> tuple[float, ...]:
        """Of the mean, of the gradient, and ε, each times r as in `adam`."""
        products = _products(self.beta1, self.momentum_decay)
        so_far, then = (products[t] if t < len(products) else 0.0 for t in (step, step + 1))
        now, following = _decay(np.array([step, step + 1.0]), self.beta1, self.momentum_decay).tolist()
        r = sqrt((1 - self.beta2**step) / (1 - self.beta2))
        return (
            rate * r * following * (1 - self.beta1) / (1 - then),
            rate * r * (1 - now) / (1 - so_far),
            self.epsilon * r,
        )

    def scales(self) -> tuple[float, ...]:
        return 1 - self.beta1, 1 - self.beta2

    def update(self, at: Arena) -> Calls:
        """The denominator is made twice, for want of a second scratch."""
        w, g, step, (m, v), (mean_rate, rate, epsilon) = at.w, at.g, at.scratch, at.moments, at.rates
        calls: Calls = [
            partial(np.multiply, m, constant(self.beta1, w), m),
            partial(np.add, m, g, m),
            partial(np.multiply, v, constant(self.beta2, w), v),
            partial(np.square, g, step),
            partial(np.add, v, step, v),
        ]
        for numerator, share in ((m, mean_rate), (g, rate)):
            calls += [
                partial(np.sqrt, v, step),
                partial(np.add, step, epsilon, step),
                partial(np.divide, numerator, step, step),
                partial(np.multiply, step, share, step),
                partial(np.subtract, w, step, w),
            ]
        return calls
