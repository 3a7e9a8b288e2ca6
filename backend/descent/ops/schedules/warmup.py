"""Linear warm-up (PyTorch's LinearLR)."""

from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.limits import MAX_EPOCHS
from descent.ops.schedules.base import Doubles, Schedule


class WarmUp(Schedule):
    """Lets the rate rise in a straight line, then keeps it."""

    model_config = ConfigDict(title="Warm-up")
    kind: Literal["warmup"] = "warmup"
    epochs: int = Field(default=10, ge=1, le=MAX_EPOCHS, title="Epochs", description="How long the rise takes.")
    start: float = Field(default=0.1, ge=0, le=1, title="Start", description="The share of the rate to begin with.")

    def factor(self, t: Doubles) -> Doubles:
        return self.start + (1 - self.start) * np.minimum(t / self.epochs, 1)
