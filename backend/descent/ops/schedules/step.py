"""Learning rate in steps (PyTorch's StepLR)."""

from typing import Literal

from pydantic import ConfigDict, Field

from descent.limits import MAX_EPOCHS
from descent.ops.schedules.base import Schedule


class Step(Schedule):
    """Multiplies the rate by a factor once in so many epochs."""

    model_config = ConfigDict(title="Step")
    kind: Literal["step"] = "step"
    every: int = Field(default=100, ge=1, le=MAX_EPOCHS, title="Every", description="Epochs between two steps.")
    factor: float = Field(
        default=0.5, gt=0, le=1, title="Factor", description="What the rate is multiplied by at each step."
    )
