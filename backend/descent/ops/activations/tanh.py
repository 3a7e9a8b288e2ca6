"""The hyperbolic tangent."""

from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict

from descent.ops.activations.base import Activation, Bend
from descent.ops.calls import Calls, constant


class Tanh(Activation):
    """Squashes to between −1 and 1: f(z) = tanh(z)."""

    model_config = ConfigDict(title="Tanh")
    kind: Literal["tanh"] = "tanh"

    def forward(self, at: Bend) -> Calls:
        return [partial(np.tanh, at.z, at.y)]

    def slope(self, at: Bend) -> Calls:
        """Is 1 − y²."""
        return [partial(np.square, at.y, at.slope), partial(np.subtract, constant(1, at.y), at.slope, at.slope)]
