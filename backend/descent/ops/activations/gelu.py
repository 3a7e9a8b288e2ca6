"""The Gaussian error linear unit (Hendrycks and Gimpel 2016), in the paper's tanh form.

NumPy has no erf; this form is within 0.0005 of it and is PyTorch's `gelu(approximate="tanh")`.
"""

from functools import partial
from math import pi, sqrt
from typing import Literal

import numpy as np
from pydantic import ConfigDict

from descent.ops.activations.base import Activation, Bend
from descent.ops.calls import Calls, constant

C = sqrt(2 / pi)
A = 0.044715


class GELU(Activation):
    """Weighs its input by the chance that a normal number is less: ½ z (1 + tanh(√(2/π) (z + 0.044715 z³)))."""

    model_config = ConfigDict(title="GELU")
    kind: Literal["gelu"] = "gelu"
    initialiser = "he_normal"
    saves = 2

    def forward(self, at: Bend) -> Calls:
        """Saves z and t = tanh(u), where u = z (C + C A z²)."""
        z, y, t = at.z, at.y, at.saved[1]
        return [
            partial(np.square, z, t),
            partial(np.multiply, t, constant(C * A, z), t),
            partial(np.add, t, constant(C, z), t),
            partial(np.multiply, t, z, t),
            partial(np.tanh, t, t),
            partial(np.add, t, constant(1, z), y),
            partial(np.multiply, y, z, y),
            partial(np.multiply, y, constant(0.5, z), y),
        ]

    def slope(self, at: Bend) -> Calls:
        """½ (1 + t) (1 + (1 − t) z u'), where u' = C + 3 C A z². Overwrites t with 1 − t, then with 1 + t."""
        (z, t), out, one = at.saved, at.slope, constant(1, at.slope)
        return [
            partial(np.square, z, out),
            partial(np.multiply, out, constant(3 * C * A, z), out),
            partial(np.add, out, constant(C, z), out),
            partial(np.multiply, out, z, out),
            partial(np.subtract, one, t, t),
            partial(np.multiply, out, t, out),
            partial(np.add, out, one, out),
            partial(np.subtract, constant(2, z), t, t),
            partial(np.multiply, out, t, out),
            partial(np.multiply, out, constant(0.5, z), out),
        ]
