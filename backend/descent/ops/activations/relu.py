"""The rectifiers with a kink at zero."""

from typing import Literal

from pydantic import ConfigDict

from descent.ops.activations.base import Activation


class ReLU(Activation):
    """Cuts negative values to zero: f(z) = max(0, z)."""

    model_config = ConfigDict(title="ReLU")
    kind: Literal["relu"] = "relu"


class LeakyReLU(Activation):
    """Like ReLU, but negative values leak through: f(z) = z for z ≥ 0, 0.01 z below."""

    model_config = ConfigDict(title="Leaky ReLU")
    kind: Literal["leaky_relu"] = "leaky_relu"
