"""The one-cycle policy (Smith 2018; PyTorch's OneCycleLR with cosine annealing)."""

from typing import Literal

from pydantic import ConfigDict, Field

from descent.limits import MAX_EPOCHS
from descent.ops.schedules.base import Schedule


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
