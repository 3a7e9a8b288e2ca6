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
    elementwise = False

    def forward(self, at: Bend) -> Calls:
        """The largest sum of each column is taken off first, so that no exponential overflows."""
        z, y = at.z, at.y
        column = np.empty_like(z[0])
        return [
            partial(np.maximum.reduce, z, 0, None, column),
            partial(np.subtract, z, column, y),
            partial(np.exp, y, y),
            partial(np.add.reduce, y, 0, None, column),
            partial(np.divide, y, column, y),
        ]

    def backward(self, at: Bend, dy: Array) -> Calls:
        """Sets dz = y (dy − Σ y dy); `slope` is scratch here."""
        y, scratch = at.y, at.slope
        column = np.empty_like(y[0])
        return [
            partial(np.multiply, y, dy, scratch),
            partial(np.add.reduce, scratch, 0, None, column),
            partial(np.subtract, dy, column, dy),
            partial(np.multiply, dy, y, dy),
        ]
