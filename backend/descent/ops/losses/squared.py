"""Squared error, as torch.nn.MSELoss."""

from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict

from descent.ops.calls import Array, Calls, constant
from descent.ops.losses.base import Answers, Loss, Measure


class Squared(Loss):
    """The mean of (y − t)² over the batch and the outputs. Far misses count most."""

    model_config = ConfigDict(title="Squared error")
    kind: Literal["squared"] = "squared"

    def gradient(self, y: Array, t: Array, out: Array, batch: int) -> Calls:
        scale = constant(2 / (batch * len(y)), y)
        return [partial(np.subtract, y, t, out), partial(np.multiply, out, scale, out)]

    def measure(self, at: Answers) -> Measure:
        y, t = at.y, at.t
        error = np.empty_like(t)
        flat = error.reshape(-1)

        def value() -> float:
            np.subtract(y, t, error)
            return float(flat.dot(flat)) / error.size

        return value

    def each(self, at: Answers) -> Array:
        return np.square(at.y - at.t).mean(0)
