"""The sigmoid linear unit, also called swish (Elfwing et al. 2017)."""

from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict

from descent.ops.activations.base import Activation, Bend
from descent.ops.calls import Calls, constant, tanh_sigmoid


class SiLU(Activation):
    """Weighs its input by its own sigmoid: f(z) = z σ(z)."""

    model_config = ConfigDict(title="SiLU")
    kind: Literal["silu"] = "silu"
    initialiser = "he_normal"
    saves = 2

    def forward(self, at: Bend) -> Calls:
        """Saves z and σ(z)."""
        return [*tanh_sigmoid(at.z, at.saved[1]), partial(np.multiply, at.z, at.saved[1], at.y)]

    def slope(self, at: Bend) -> Calls:
        """Is σ + y (1 − σ)."""
        s, out = at.saved[1], at.slope
        return [
            partial(np.subtract, constant(1, s), s, out),
            partial(np.multiply, out, at.y, out),
            partial(np.add, out, s, out),
        ]
