"""Softmax over the units of a layer (over the channels of an image)."""

from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict

from descent.ops.activations.base import Activation, Bend
from descent.ops.calls import Array, Calls


class Softmax(Activation):
    """Turns the units of a layer into shares that sum to 1: f(z)ᵢ = exp(zᵢ) / Σⱼ exp(zⱼ)."""

    model_config = ConfigDict(title="Softmax")
    kind: Literal["softmax"] = "softmax"
    low = 0.0
    never_negative = True
    elementwise = False
    saves = 1

    def forward(self, at: Bend) -> Calls:
        """The largest sum of each column is taken off first, so that no exponential overflows."""
        z, y, wide = (_flat(array) for array in (at.z, at.y, at.saved[0]))
        column, down, across = _helpers(y)
        return [
            partial(np.maximum.reduce, z, 0, None, column[0]),
            partial(across.dot, column, y),
            partial(np.subtract, z, y, y),
            partial(np.exp, y, y),
            partial(down.dot, y, column),
            partial(across.dot, column, wide),
            partial(np.divide, y, wide, y),
        ]

    def backward(self, at: Bend, dy: Array) -> Calls:
        """Sets dz = y (dy − Σ y dy); `slope` is scratch here."""
        y, dz, scratch = (_flat(array) for array in (at.y, dy, at.slope))
        column, down, across = _helpers(y)
        return [
            partial(np.multiply, y, dz, scratch),
            partial(down.dot, scratch, column),
            partial(across.dot, column, scratch),
            partial(np.subtract, dz, scratch, dz),
            partial(np.multiply, dz, y, dz),
        ]


def _flat(array: Array) -> Array:
    """The same memory as (units, everything else)."""
    return array.reshape(len(array), -1, copy=False)


def _helpers(y: Array) -> tuple[Array, Array, Array]:
    """A number for each column (1, columns); ones (1, units) that sum up columns; ones (units, 1) that spread them.

    Spreading is a product with ones, because NumPy's broadcasting takes memory and twice the time.
    """
    units, columns = y.shape
    return np.empty((1, columns), y.dtype), np.ones((1, units), y.dtype), np.ones((units, 1), y.dtype)
