"""The scaled exponential linear unit (Klambauer et al. 2017), as torch.nn.SELU."""

from functools import partial
from typing import Final, Literal

import numpy as np
from pydantic import ConfigDict

from descent.ops.activations.base import Activation, Bend
from descent.ops.calls import Calls, constant

ALPHA: Final = 1.6732632423543772
SCALE: Final = 1.0507009873554805
"""The two numbers for which mean 0 and variance 1 are a fixed point of a layer."""


class SELU(Activation):
    """ELU, scaled so that signals keep mean 0 and variance 1: f(z) = 1.05 z for z > 0, 1.76 (exp(z) − 1) below."""

    model_config = ConfigDict(title="SELU")
    kind: Literal["selu"] = "selu"
    initialiser = "lecun_normal"
    saves = 1

    def forward(self, at: Bend) -> Calls:
        """Leaves max(0, z) where z was."""
        z, y, zero = at.z, at.y, constant(0, at.z)
        return [
            partial(np.minimum, z, zero, out=y),
            partial(np.expm1, y, y),
            partial(np.multiply, y, constant(ALPHA, y), y),
            partial(np.maximum, z, zero, out=z),
            partial(np.add, y, z, y),
            partial(np.multiply, y, constant(SCALE, y), y),
        ]

    def slope(self, at: Bend) -> Calls:
        """Up to zero y + αλ, above it λ: from αλ take λ (α − 1) where z was positive."""
        y, z, out = at.y, at.saved[0], at.slope
        return [
            partial(np.sign, z, z),
            partial(np.multiply, z, constant(SCALE * (ALPHA - 1), z), z),
            partial(np.minimum, y, constant(0, y), out=out),
            partial(np.add, out, constant(SCALE * ALPHA, y), out),
            partial(np.subtract, out, z, out),
        ]
