"""The dense layer: every unit sees every input."""

from typing import Literal

from pydantic import ConfigDict, Field

from descent.limits import MAX_UNITS
from descent.ops.activations import ActivationName
from descent.ops.initialisers import BiasInitialiser, WeightInitialiser
from descent.ops.initialisers.auto import Auto
from descent.ops.initialisers.constant import Zeros
from descent.ops.layers.base import Layer


class Dense(Layer):
    """Every unit weighs all inputs, adds its bias and bends the sum: f(W x + b)."""

    model_config = ConfigDict(title="Dense")
    kind: Literal["dense"] = "dense"
    units: int = Field(default=4, ge=1, le=MAX_UNITS, title="Units", description="How many neurons the layer has.")
    activation: ActivationName = Field(default="tanh", title="Activation", description="How each sum is bent.")
    bias: bool = Field(default=True, title="Bias", description="Whether each unit adds a number of its own.")
    weight_init: WeightInitialiser = Field(
        default=Auto(), title="Initial weights", description="What the weights begin as."
    )
    bias_init: BiasInitialiser = Field(default=Zeros(), title="Initial biases", description="What the biases begin as.")
