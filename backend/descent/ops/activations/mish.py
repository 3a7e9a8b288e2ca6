"""Mish (Misra 2019)."""

from functools import partial
from typing import Final, Literal

import numpy as np
from pydantic import ConfigDict

from descent.ops.activations.base import Activation, Bend
from descent.ops.calls import Calls, constant, tanh_sigmoid

ENOUGH: Final = 20.0
"""From here on tanh(softplus(z)) rounds to 1, and its exponentials would only overflow."""


class Mish(Activation):
    """A smooth ReLU that dips below zero: f(z) = z tanh(log(1 + exp(z)))."""

    model_config = ConfigDict(title="Mish")
    kind: Literal["mish"] = "mish"
    initialiser = "he_normal"
    saves = 2

    def forward(self, at: Bend) -> Calls:
        """Saves z and t = tanh(softplus(z)) = n (n + 2) / (n (n + 2) + 2) with n = exp(z)."""
        z, y, t, two = at.z, at.y, at.saved[1], constant(2, at.z)
        return [
            partial(np.minimum, z, constant(ENOUGH, z), out=t),
            partial(np.exp, t, t),
            partial(np.add, t, two, y),
            partial(np.multiply, t, y, t),
            partial(np.add, t, two, y),
            partial(np.divide, t, y, t),
            partial(np.multiply, z, t, y),
        ]

    def slope(self, at: Bend) -> Calls:
        """Is t + z σ(z) (1 − t²). Overwrites z."""
        (z, t), out = at.saved, at.slope
        return [
            *tanh_sigmoid(z, out),
            partial(np.multiply, out, z, out),
            partial(np.square, t, z),
            partial(np.subtract, constant(1, t), z, z),
            partial(np.multiply, out, z, out),
            partial(np.add, out, t, out),
        ]
