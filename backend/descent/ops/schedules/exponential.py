"""Exponential decay (PyTorch's ExponentialLR)."""

from typing import Literal

from pydantic import ConfigDict, Field

from descent.ops.schedules.base import Doubles, Schedule


class Exponential(Schedule):
    """Multiplies the rate by a factor each epoch, smoothly within the epoch."""

    model_config = ConfigDict(title="Exponential")
    kind: Literal["exponential"] = "exponential"
    decay: float = Field(
        default=0.99, gt=0, le=1, title="Decay", description="What the rate is multiplied by in one epoch."
    )

    def factor(self, t: Doubles) -> Doubles:
        return self.decay**t
