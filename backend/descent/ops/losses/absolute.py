"""Absolute error, as torch.nn.L1Loss."""

from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict

from descent.ops.calls import Array, Calls, constant
from descent.ops.losses.base import Answers, Loss, Measure


class Absolute(Loss):
    """The mean of |y − t| over the batch and the outputs. Outliers count no more than their distance."""

    model_config = ConfigDict(title="Absolute error")
    kind: Literal["absolute"] = "absolute"

    def gradient(self, y: Array, t: Array, out: Array, batch: int) -> Calls:
        scale = constant(1 / (batch * len(y)), y)
        return [partial(np.subtract, y, t, out), partial(np.sign, out, out), partial(np.multiply, out, scale, out)]

    def measure(self, at: Answers) -> Measure:
        y, t = at.y, at.t
        error = np.empty_like(t)

        def value() -> float:
            np.subtract(y, t, error)
            return float(np.abs(error, error).mean())

        return value

    def each(self, at: Answers) -> Array:
        return np.abs(at.y - at.t).mean(0)
