"""The logistic function."""

from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict

from descent.ops.activations.base import Activation, Bend
from descent.ops.calls import Calls, constant, tanh_sigmoid


class Sigmoid(Activation):
    """Squashes to between 0 and 1: f(z) = 1 / (1 + exp(−z))."""

    model_config = ConfigDict(title="Sigmoid")
    kind: Literal["sigmoid"] = "sigmoid"
    low = 0.0
    never_negative = True

    def forward(self, at: Bend) -> Calls:
        return tanh_sigmoid(at.z, at.y)

    def slope(self, at: Bend) -> Calls:
        """Is y (1 − y)."""
        y, out = at.y, at.slope
        return [partial(np.subtract, constant(1, y), y, out), partial(np.multiply, out, y, out)]
