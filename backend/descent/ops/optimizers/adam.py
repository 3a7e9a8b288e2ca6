"""Adam (Kingma and Ba 2014) and AdamW (Loshchilov and Hutter 2017), in PyTorch's form."""

from typing import Literal

from pydantic import ConfigDict, Field

from descent.ops.optimizers.base import Optimizer


class Adam(Optimizer):
    """Momentum and a rate for each weight: m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², w ← w − η m̂ / (√v̂ + ε)."""

    model_config = ConfigDict(title="Adam")
    kind: Literal["adam"] = "adam"
    beta1: float = Field(default=0.9, ge=0, lt=1, title="β₁", description="How slowly the mean of the gradients moves.")
    beta2: float = Field(
        default=0.999, ge=0, lt=1, title="β₂", description="How slowly the mean of their squares moves."
    )
    epsilon: float = Field(default=1e-8, gt=0, le=1, title="Epsilon", description="Keeps the division finite, ε.")


class AdamW(Optimizer):
    """Adam, with weights that also shrink by η λ w at each step."""

    model_config = ConfigDict(title="AdamW")
    kind: Literal["adamw"] = "adamw"
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
