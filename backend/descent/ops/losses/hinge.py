"""The hinge loss of support vector machines (Cortes and Vapnik 1995); with several classes, one against the rest."""

from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict

from descent.ops.calls import Array, Calls, constant
from descent.ops.losses.base import Answers, Loss, Measure


class Hinge(Loss):
    """The mean of max(0, 1 − t y) with t = ±1: no loss once the answer is right by a margin of 1."""

    model_config = ConfigDict(title="Hinge")
    kind: Literal["hinge"] = "hinge"
    classes_only = True
    activations = ("linear", "linear", "linear")
    low = -1.0

    def gradient(self, y: Array, t: Array, out: Array, batch: int) -> Calls:
        """−t where the margin is missed, else 0."""
        return [
            partial(np.multiply, y, t, out),
            partial(np.subtract, constant(1, y), out, out),
            partial(np.sign, out, out),
            partial(np.maximum, out, constant(0, y), out=out),
            partial(np.multiply, out, t, out),
            partial(np.multiply, out, constant(-1 / (batch * len(y)), y), out),
        ]

    def measure(self, at: Answers) -> Measure:
        y, t = at.y, at.t
        margin = np.empty_like(t)

        def value() -> float:
            np.subtract(1, np.multiply(y, t, margin), margin)
            return float(np.maximum(margin, 0, out=margin).mean())

        return value

    def each(self, at: Answers) -> Array:
        return np.maximum(1 - at.t * at.y, 0).mean(0)


class SquaredHinge(Loss):
    """The mean of max(0, 1 − t y)² with t = ±1: near misses of the margin count little, far ones much."""

    model_config = ConfigDict(title="Squared hinge")
    kind: Literal["squared_hinge"] = "squared_hinge"
    classes_only = True
    activations = ("linear", "linear", "linear")
    low = -1.0

    def gradient(self, y: Array, t: Array, out: Array, batch: int) -> Calls:
        """−2 t times what is missing of the margin."""
        return [
            partial(np.multiply, y, t, out),
            partial(np.subtract, constant(1, y), out, out),
            partial(np.maximum, out, constant(0, y), out=out),
            partial(np.multiply, out, t, out),
            partial(np.multiply, out, constant(-2 / (batch * len(y)), y), out),
        ]

    def measure(self, at: Answers) -> Measure:
        y, t = at.y, at.t
        margin = np.empty_like(t)
        flat = margin.reshape(-1)

        def value() -> float:
            np.subtract(1, np.multiply(y, t, margin), margin)
            np.maximum(margin, 0, out=margin)
            return float(flat.dot(flat)) / flat.size

        return value

    def each(self, at: Answers) -> Array:
        return np.square(np.maximum(1 - at.t * at.y, 0)).mean(0)
