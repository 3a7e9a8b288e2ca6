"""The focal loss (Lin et al. 2017), for any number of classes."""

from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.calls import Array, Calls, constant
from descent.ops.losses.base import Answers, Loss, Measure


class Focal(Loss):
    """The mean of −(1 − p)^γ log p of the true class: what is answered well already counts little."""

    model_config = ConfigDict(title="Focal")
    kind: Literal["focal"] = "focal"
    fused = "softmax"
    activations = ("softmax", "softmax", "softmax")
    classes_only = True
    gamma: float = Field(
        default=2.0, ge=0, le=10, title="γ", description="How much less a point counts the better it is answered."
    )

    def gradient(self, y: Array, t: Array, out: Array, batch: int) -> Calls:
        """(y − t) w with w = q^γ − γ p q^(γ−1) log p, where p is the share of the true class and q = 1 − p."""
        gamma, tiny = constant(self.gamma, y), constant(float(np.finfo(y.dtype).tiny), y)
        p, q, w, log = (np.empty((1, y.shape[1]), y.dtype) for _ in range(4))
        down, across = np.ones((1, len(y)), y.dtype), np.ones((len(y), 1), y.dtype)
        wide = np.empty_like(y)
        return [
            partial(np.multiply, y, t, out),
            partial(down.dot, out, p),
            partial(np.subtract, constant(1, y), p, q),
            partial(np.maximum, p, tiny, out=p),
            partial(np.maximum, q, tiny, out=q),
            partial(np.log, p, log),
            # q^(γ−1) (q − γ p log p)
            partial(np.multiply, log, p, log),
            partial(np.multiply, log, gamma, log),
            partial(np.subtract, q, log, log),
            partial(np.power, q, constant(self.gamma - 1, y), w),
            partial(np.multiply, w, log, w),
            partial(np.multiply, w, constant(1 / batch, y), w),
            partial(across.dot, w, wide),
            partial(np.subtract, y, t, out),
            partial(np.multiply, out, wide, out),
        ]

    def measure(self, at: Answers) -> Measure:
        return lambda: float(self.each(at).mean())

    def each(self, at: Answers) -> Array:
        """From the sums, so that log p is exact where p rounds to 0 or 1."""
        shifted = at.z - at.z.max(0)
        log = (shifted * at.t).sum(0) - np.log(np.exp(shifted).sum(0))
        return -((-np.expm1(log)) ** self.gamma) * log
