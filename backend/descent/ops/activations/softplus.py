"""The smooth rectifier."""

from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict

from descent.ops.activations.base import Activation, Bend
from descent.ops.calls import Calls, constant


class Softplus(Activation):
    """A smooth ReLU: f(z) = log(1 + exp(z))."""

    model_config = ConfigDict(title="Softplus")
    kind: Literal["softplus"] = "softplus"
    low = 0.0
    never_negative = True
    initialiser = "he_normal"

    def forward(self, at: Bend) -> Calls:
        return [partial(np.logaddexp, at.z, constant(0, at.z), at.y)]

    def slope(self, at: Bend) -> Calls:
        """Is σ(z) = 1 − exp(−y)."""
        y, out = at.y, at.slope
        return [partial(np.negative, y, out), partial(np.expm1, out, out), partial(np.negative, out, out)]
