"""Adam (Kingma and Ba 2014), AMSGrad (Reddi et al. 2018) and AdamW (Loshchilov and Hutter 2017), in PyTorch's form.

What is stored is m / (1 − β₁) and v / (1 − β₂), which saves two multiplications at each step. These and the corrections
of the first steps, 1 − βᵗ, are folded into two numbers: with r = √(1 − β₂ᵗ) / √(1 − β₂), the step is
η (1 − β₁) / (1 − β₁ᵗ) r · m / (√v + ε r).
"""

from functools import partial
from math import sqrt
from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.calls import Array, Calls, constant
from descent.ops.optimizers.base import Arena, Optimizer


def adam_rates(step: int, rate: float, beta1: float, beta2: float, epsilon: float) -> tuple[float, float]:
    """The rate and ε of this step, for moments as they are stored."""
    r = sqrt((1 - beta2**step) / (1 - beta2))
    return rate * r * (1 - beta1) / (1 - beta1**step), epsilon * r


def adam_update(at: Arena, beta1: float, beta2: float, rate: Array, epsilon: Array) -> Calls:
    """Of the moments the first two are m and v; a third one is the largest v so far, which is then divided by."""
    w, g, step, (m, v, *largest) = at.w, at.g, at.scratch, at.moments
    return [
        partial(np.multiply, m, constant(beta1, w), m),
        partial(np.add, m, g, m),
        partial(np.multiply, v, constant(beta2, w), v),
        partial(np.square, g, step),
        partial(np.add, v, step, v),
        *(partial(np.maximum, most, v, out=most) for most in largest),
        partial(np.sqrt, largest[0] if largest else v, step),
        partial(np.add, step, epsilon, step),
        partial(np.divide, m, step, step),
        partial(np.multiply, step, rate, step),
        partial(np.subtract, w, step, w),
    ]


def shrink(at: Arena, share: Array) -> Calls:
    """Takes this share off the weights that do not rest."""
    w, step = at.w, at.scratch
    return [
        partial(np.multiply, w, at.weights, step),
        partial(np.multiply, step, share, step),
        partial(np.subtract, w, step, w),
    ]


class Adam(Optimizer):
    """Momentum and a rate for each weight: m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², w ← w − η m̂ / (√v̂ + ε)."""

    model_config = ConfigDict(title="Adam")
    kind: Literal["adam"] = "adam"
    degrees = (1, 2)
    counts_steps = True
    beta1: float = Field(default=0.9, ge=0, lt=1, title="β₁", description="How slowly the mean of the gradients moves.")
    beta2: float = Field(
        default=0.999, ge=0, lt=1, title="β₂", description="How slowly the mean of their squares moves."
    )
    epsilon: float = Field(default=1e-8, gt=0, le=1, title="Epsilon", description="Keeps the division finite, ε.")

    def rates(self, step: int, rate: float) -> tuple[float, ...]:
        return adam_rates(step, rate, self.beta1, self.beta2, self.epsilon)

    def scales(self) -> tuple[float, ...]:
        return 1 - self.beta1, 1 - self.beta2

    def update(self, at: Arena) -> Calls:
        return adam_update(at, self.beta1, self.beta2, *at.rates)


class AMSGrad(Optimizer):
    """Adam that divides by the largest mean of squares so far: rates only ever fall."""

    model_config = ConfigDict(title="AMSGrad")
    kind: Literal["amsgrad"] = "amsgrad"
    degrees = (1, 2, 2)
    counts_steps = True
    beta1: float = Field(default=0.9, ge=0, lt=1, title="β₁", description="How slowly the mean of the gradients moves.")
    beta2: float = Field(
        default=0.999, ge=0, lt=1, title="β₂", description="How slowly the mean of their squares moves."
    )
    epsilon: float = Field(default=1e-8, gt=0, le=1, title="Epsilon", description="Keeps the division finite, ε.")

    def rates(self, step: int, rate: float) -> tuple[float, ...]:
        return adam_rates(step, rate, self.beta1, self.beta2, self.epsilon)

    def scales(self) -> tuple[float, ...]:
        return 1 - self.beta1, 1 - self.beta2, 1 - self.beta2

    def update(self, at: Arena) -> Calls:
        return adam_update(at, self.beta1, self.beta2, *at.rates)


class AdamW(Optimizer):
    """Adam, with weights that also shrink by η λ w at each step."""

    model_config = ConfigDict(title="AdamW")
    kind: Literal["adamw"] = "adamw"
    degrees = (1, 2)
    counts_steps = True
    beta1: float = Field(default=0.9, ge=0, lt=1, title="β₁", description="How slowly the mean of the gradients moves.")
    beta2: float = Field(
        default=0.999, ge=0, lt=1, title="β₂", description="How slowly the mean of their squares moves."
    )
    epsilon: float = Field(default=1e-8, gt=0, le=1, title="Epsilon", description="Keeps the division finite, ε.")
    weight_decay: float = Field(
        default=0.01,
        ge=0,
        le=10,
        title="Weight decay",
        description="How fast weights shrink by themselves, λ. Biases do not.",
    )

    def rates(self, step: int, rate: float) -> tuple[float, ...]:
        return *adam_rates(step, rate, self.beta1, self.beta2, self.epsilon), rate * self.weight_decay

    def scales(self) -> tuple[float, ...]:
        return 1 - self.beta1, 1 - self.beta2

    def update(self, at: Arena) -> Calls:
        """Weights shrink first, then follow Adam's step."""
        rate, epsilon, share = at.rates
        return [*shrink(at, share), *adam_update(at, self.beta1, self.beta2, rate, epsilon)]
