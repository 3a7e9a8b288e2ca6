"""The head of a network: as many units as the data demands."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from pydantic import ConfigDict, Field

from descent.ops.activations import Activation
from descent.ops.initialisers import BiasInitialiser, WeightInitialiser
from descent.ops.initialisers.auto import Auto
from descent.ops.initialisers.constant import Zeros
from descent.ops.layers.base import Layer, Shape
from descent.ops.layers.dense import Dense
from descent.ops.layers.time_dense import TimeDense

if TYPE_CHECKING:
    HeadActivation = str
else:
    HeadActivation = Literal[("auto", *Activation.kinds)]


class Output(Layer):
    """A dense layer that answers: one unit for two classes or for a number, else one for each class.

    Where the data want an answer at every step of a sequence, it answers at each step with the same weights.
    """

    model_config = ConfigDict(title="Output")
    kind: Literal["output"] = "output"
    activation: HeadActivation = Field(
        default="auto", title="Activation", description="How each sum is bent; auto suits the loss and the data."
    )
    bias: bool = Field(default=True, title="Bias", description="Whether each unit adds a number of its own.")
    weight_init: WeightInitialiser = Field(
        default=Auto(), title="Initial weights", description="What the weights begin as."
    )
    bias_init: BiasInitialiser = Field(default=Zeros(), title="Initial biases", description="What the biases begin as.")

    def resolved(self, units: int, activation: str, steps: int) -> Layer:
        """The layer that this becomes, once loss and data have decided: dense, at each of several steps."""
        kind = Dense if steps == 1 else TimeDense
        return kind(
            units=units,
            activation=activation,
            bias=self.bias,
            weight_init=self.weight_init,
            bias_init=self.bias_init,
        )

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        raise TypeError(f"what {self.kind} gives follows from loss and data, not from {inputs}")
