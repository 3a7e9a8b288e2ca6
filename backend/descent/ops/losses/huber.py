"""The Huber loss (Huber 1964), as torch.nn.HuberLoss."""

from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.calls import Array, Calls, constant
from descent.ops.losses.base import Answers, Loss, Measure


class Huber(Loss):
    """Squared for misses smaller than δ, straight beyond: ½e² for |e| ≤ δ, else δ(|e| − ½δ)."""

    model_config = ConfigDict(title="Huber")
    kind: Literal["huber"] = "huber"
    delta: float = Field(
        default=1.0, gt=0, le=1e6, title="δ", description="The miss at which the parabola turns into a straight line."
    )

    def gradient(self, y: Array, t: Array, out: Array, batch: int) -> Calls:
        """The miss, cut at ±δ."""
        return [
            partial(np.subtract, y, t, out),
            partial(np.minimum, out, constant(self.delta, y), out=out),
            partial(np.maximum, out, constant(-self.delta, y), out=out),
            partial(np.multiply, out, constant(1 / (batch * len(y)), y), out),
        ]

    def measure(self, at: Answers) -> Measure:
        """With c = min(|e|, δ), both branches are c (|e| − ½c)."""
        y, t = at.y, at.t
        error, cut = np.empty_like(t), np.empty_like(t)

        def value() -> float:
            np.abs(np.subtract(y, t, error), error)
            np.minimum(error, self.delta, out=cut)
            return float((cut * (error - 0.5 * cut)).mean())

        return value

    def each(self, at: Answers) -> Array:
        error = np.abs(at.y - at.t)
        cut = np.minimum(error, self.delta)
        return (cut * (error - 0.5 * cut)).mean(0)
