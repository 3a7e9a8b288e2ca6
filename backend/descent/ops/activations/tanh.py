"""The hyperbolic tangent."""

from typing import Literal

from pydantic import ConfigDict

from descent.ops.activations.base import Activation


class Tanh(Activation):
    """Squashes to between −1 and 1: f(z) = tanh(z)."""

    model_config = ConfigDict(title="Tanh")
    kind: Literal["tanh"] = "tanh"
