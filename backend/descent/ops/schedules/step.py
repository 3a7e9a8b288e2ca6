"""Learning rate in steps (PyTorch's StepLR)."""

from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.limits import MAX_EPOCHS
from descent.ops.schedules.base import Doubles, Schedule


class Step(Schedule):
    """Multiplies the rate by a factor once in so many epochs."""

    model_config = ConfigDict(title="Step")
    kind: Literal["step"] = "step"
    every: int = Field(default=100, ge=1, le=MAX_EPOCHS, title="Every", description="Epochs between two steps.")
    drop: float = Field(
        default=0.5, gt=0, le=1, title="Drop", description="What the rate is multiplied by at each step."
    )

    def factor(self, t: Doubles) -> Doubles:
        return self.drop ** np.floor(t / self.every)
