"""An activation as a layer of its own."""

from typing import Literal

from pydantic import ConfigDict, Field

from descent.ops.activations import ActivationName
from descent.ops.layers.base import Layer


class ActivationLayer(Layer):
    """Bends each value by itself."""

    model_config = ConfigDict(title="Activation")
    kind: Literal["activation"] = "activation"
    activation: ActivationName = Field(default="relu", title="Activation", description="How each value is bent.")
