"""The softsign (Bergstra et al. 2009)."""

from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict

from descent.ops.activations.base import Activation, Bend
from descent.ops.calls import Calls, constant


class Softsign(Activation):
    """Squashes to between −1 and 1 without an exponential: f(z) = z / (1 + |z|)."""

    model_config = ConfigDict(title="Softsign")
    kind: Literal["softsign"] = "softsign"
    saves = 1

    def forward(self, at: Bend) -> Calls:
        z, y = at.z, at.y
        return [partial(np.abs, z, y), partial(np.add, y, constant(1, z), y), partial(np.divide, z, y, y)]

    def slope(self, at: Bend) -> Calls:
        """Is (1 − |y|)²."""
        y, out = at.y, at.slope
        return [partial(np.abs, y, out), partial(np.subtract, constant(1, y), out, out), partial(np.square, out, out)]
