"""The logistic function."""

from typing import Literal

from pydantic import ConfigDict

from descent.ops.activations.base import Activation


class Sigmoid(Activation):
    """Squashes to between 0 and 1: f(z) = 1 / (1 + exp(−z))."""

    model_config = ConfigDict(title="Sigmoid")
    kind: Literal["sigmoid"] = "sigmoid"
