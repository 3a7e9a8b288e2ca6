"""The sine, as in SIREN (Sitzmann et al. 2020)."""

from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict

from descent.ops.activations.base import Activation, Bend
from descent.ops.calls import Calls


class Sine(Activation):
    """A wave: f(z) = sin(z)."""

    model_config = ConfigDict(title="Sine")
    kind: Literal["sine"] = "sine"
    initialiser = "he_uniform"
    saves = 1

    def forward(self, at: Bend) -> Calls:
        return [partial(np.sin, at.z, at.y)]

    def slope(self, at: Bend) -> Calls:
        return [partial(np.cos, at.saved[0], at.slope)]
