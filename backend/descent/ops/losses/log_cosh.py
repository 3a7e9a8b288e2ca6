"""The logarithm of the hyperbolic cosine of the miss."""

from functools import partial
from math import log
from typing import Literal

import numpy as np
from pydantic import ConfigDict

from descent.ops.calls import Array, Calls, constant
from descent.ops.losses.base import Answers, Loss, Measure


class LogCosh(Loss):
    """The mean of log cosh(y − t): squared for small misses, straight for large ones, without a seam between."""

    model_config = ConfigDict(title="Log-cosh")
    kind: Literal["log_cosh"] = "log_cosh"

    def gradient(self, y: Array, t: Array, out: Array, batch: int) -> Calls:
        """The tanh of the miss."""
        scale = constant(1 / (batch * len(y)), y)
        return [partial(np.subtract, y, t, out), partial(np.tanh, out, out), partial(np.multiply, out, scale, out)]

    def measure(self, at: Answers) -> Measure:
        return lambda: float(self.each(at).mean())

    def each(self, at: Answers) -> Array:
        """|e| + log(1 + exp(−2 |e|)) − log 2: no overflow anywhere."""
        error = np.abs(at.y - at.t)
        return (error + np.log1p(np.exp(-2 * error)) - log(2)).mean(0)
