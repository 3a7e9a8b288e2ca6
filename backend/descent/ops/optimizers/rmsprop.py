"""RMSProp (Hinton 2012; PyTorch's form)."""

from typing import Literal

from pydantic import ConfigDict, Field

from descent.ops.optimizers.base import Optimizer


class RMSProp(Optimizer):
    """A rate for each weight by its recent gradients: s ← α s + (1 − α) g², w ← w − η g / (√s + ε)."""

    model_config = ConfigDict(title="RMSProp")
    kind: Literal["rmsprop"] = "rmsprop"
    decay: float = Field(
        default=0.99, ge=0, lt=1, title="Decay", description="How slowly old gradients are forgotten, α."
    )
    epsilon: float = Field(default=1e-8, gt=0, le=1, title="Epsilon", description="Keeps the division finite, ε.")
