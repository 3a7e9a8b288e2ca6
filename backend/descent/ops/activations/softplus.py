"""The smooth rectifier."""

from typing import Literal

from pydantic import ConfigDict

from descent.ops.activations.base import Activation


class Softplus(Activation):
    """A smooth ReLU: f(z) = log(1 + exp(z))."""

    model_config = ConfigDict(title="Softplus")
    kind: Literal["softplus"] = "softplus"
