"""The cosine distance, as 1 − torch.nn.CosineSimilarity."""

from functools import partial
from typing import Final, Literal

import numpy as np
from pydantic import ConfigDict

from descent.ops.calls import Array, Calls, constant
from descent.ops.losses.base import Answers, Loss, Measure

SMALLEST: Final = 1e-8
"""The least length that an answer is divided by."""


class Cosine(Loss):
    """The mean of 1 − cos(y, t): the direction of the answers counts, and not their length."""

    model_config = ConfigDict(title="Cosine distance")
    kind: Literal["cosine"] = "cosine"
    classes_only = True
    unit_each = True
    activations = ("linear", "linear", "linear")
    low = 0.0

    def gradient(self, y: Array, t: Array, out: Array, batch: int) -> Calls:
        """(c y / |y| − t / |t|) / |y| with c = cos(y, t), worked out with a number for each column."""
        along, size, length, wide = (
            *(np.empty((1, y.shape[1]), y.dtype) for _ in range(3)),
            np.empty_like(y),
        )
        down, across = np.ones((1, len(y)), y.dtype), np.ones((len(y), 1), y.dtype)
        least, scale = constant(SMALLEST, y), constant(1 / batch, y)

        def reach(array: Array, into: Array) -> Calls:
            """Sets into = |array|."""
            return [
                partial(np.square, array, out),
                partial(down.dot, out, into),
                partial(np.sqrt, into, into),
                partial(np.maximum, into, least, out=into),
            ]

        return [
            *reach(t, length),
            *reach(y, size),
            partial(np.multiply, y, t, out),
            partial(down.dot, out, along),
            # along = c / |y|
            partial(np.divide, along, size, along),
            partial(np.divide, along, size, along),
            partial(np.divide, along, length, along),
            partial(across.dot, along, wide),
            partial(np.multiply, wide, y, wide),
            partial(across.dot, length, out),
            partial(np.divide, t, out, out),
            partial(np.subtract, wide, out, wide),
            partial(across.dot, size, out),
            partial(np.divide, wide, out, out),
            partial(np.multiply, out, scale, out),
        ]

    def measure(self, at: Answers) -> Measure:
        return lambda: float(self.each(at).mean())

    def each(self, at: Answers) -> Array:
        lengths = [np.maximum(np.sqrt(np.square(one).sum(0)), SMALLEST) for one in (at.y, at.t)]
        return 1 - (at.y * at.t).sum(0) / (lengths[0] * lengths[1])
