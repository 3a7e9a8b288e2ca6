"""Cosine annealing (Loshchilov and Hutter 2016; PyTorch's CosineAnnealingLR), without restarts."""

from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.limits import MAX_EPOCHS
from descent.ops.schedules.base import Doubles, Schedule


class Cosine(Schedule):
    """Lets the rate fall along half a cosine wave, then keeps it there."""

    model_config = ConfigDict(title="Cosine")
    kind: Literal["cosine"] = "cosine"
    epochs: int = Field(default=300, ge=1, le=MAX_EPOCHS, title="Epochs", description="How long the fall takes.")
    floor: float = Field(
        default=0.0, ge=0, le=1, title="Floor", description="The share of the rate that is left at the end."
    )

    def factor(self, t: Doubles) -> Doubles:
        wave = 0.5 + 0.5 * np.cos(np.pi * np.minimum(t / self.epochs, 1))
        return self.floor + (1 - self.floor) * wave
