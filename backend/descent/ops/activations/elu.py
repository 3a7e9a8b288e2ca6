"""The exponential linear unit (Clevert et al. 2015)."""

from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict

from descent.ops.activations.base import Activation, Bend
from descent.ops.calls import Calls, constant


class ELU(Activation):
    """Bends smoothly to −1 on the negative side: f(z) = z for z ≥ 0, exp(z) − 1 below."""

    model_config = ConfigDict(title="ELU")
    kind: Literal["elu"] = "elu"
    keeps_nonnegative = True
    initialiser = "he_normal"
    saves = 1

    def forward(self, at: Bend) -> Calls:
        z, y, zero = at.z, at.y, constant(0, at.z)
        return [
            partial(np.minimum, z, zero, out=y),
            partial(np.expm1, y, y),
            partial(np.maximum, z, zero, out=z),
            partial(np.add, y, z, y),
        ]

    def slope(self, at: Bend) -> Calls:
        """Below zero exp(z) = y + 1, above it 1."""
        y, out = at.y, at.slope
        return [partial(np.minimum, y, constant(0, y), out=out), partial(np.add, out, constant(1, y), out)]
