"""The one-cycle policy (Smith 2018; PyTorch's OneCycleLR with cosine annealing)."""

from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.limits import MAX_EPOCHS
from descent.ops.schedules.base import Doubles, Schedule


class OneCycle(Schedule):
    """Lets the rate rise to the set value and fall far below where it began."""

    model_config = ConfigDict(title="One cycle")
    kind: Literal["one_cycle"] = "one_cycle"
    epochs: int = Field(default=300, ge=1, le=MAX_EPOCHS, title="Epochs", description="How long the cycle takes.")
    rise: float = Field(
        default=0.3, gt=0, lt=1, title="Rise", description="The share of the cycle in which the rate rises."
    )
    start: float = Field(default=0.04, gt=0, le=1, title="Start", description="The share of the rate to begin with.")
    end: float = Field(
        default=4e-6, ge=0, le=1, title="End", description="The share of the rate that is left at the end."
    )

    def factor(self, t: Doubles) -> Doubles:
        """Two halves of a cosine wave: from start to 1 in the rise, from 1 to end in the rest."""
        done = np.minimum(t / self.epochs, 1)
        rising = self._between(self.start, 1, done / self.rise)
        return np.where(done < self.rise, rising, self._between(1, self.end, (done - self.rise) / (1 - self.rise)))

    @staticmethod
    def _between(first: float, last: float, share: Doubles) -> Doubles:
        return last + (first - last) * (0.5 + 0.5 * np.cos(np.pi * share))
