"""The dense layer: every unit sees every input."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.limits import MAX_UNITS
from descent.ops.activations import Activation, ActivationName
from descent.ops.calls import Array, Calls
from descent.ops.initialisers import BiasInitialiser, WeightInitialiser
from descent.ops.initialisers.auto import Auto
from descent.ops.initialisers.base import Draw
from descent.ops.initialisers.constant import Zeros
from descent.ops.layers.base import Layer, Shape, Unfit, words
from descent.ops.layers.site import Back, Site, Value


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

    @property
    def bend(self) -> type[Activation]:
        return Activation.named(self.activation)

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        if len(inputs[0]) != 1:
            raise Unfit("graph.needs_vector", got=words(inputs[0]))
        return (self.units,)

    def blocks(self, inputs: Sequence[Shape]) -> Mapping[str, Shape]:
        """One matrix (units, inputs + 1) with the bias in its last column; without a bias that column stays zero."""
        return {"matrix": (self.units, inputs[0][0] + 1)}

    def parameters(self, blocks: Mapping[str, Array]) -> Mapping[str, Array]:
        """`weight` (units, inputs) and, if there is one, `bias` (units,)."""
        matrix = blocks["matrix"]
        bias = {"bias": matrix[:, -1]} if self.bias else {}
        return {"weight": matrix[:, :-1], **bias}

    def initialise(self, parameters: Mapping[str, Array], rng: np.random.Generator) -> None:
        units, inputs = parameters["weight"].shape
        for name, init in (("weight", self.weight_init), ("bias", self.bias_init)):
            if name in parameters:
                draw = Draw(rng, parameters[name].shape, inputs, units, self.bend.initialiser)
                parameters[name][...] = init.values(draw)

    def weighed(self, blocks: Mapping[str, Array], inputs: Sequence[Value]) -> Array:
        return blocks["matrix"].dot(inputs[0].rows)

    def forward(self, at: Site) -> Calls:
        """Y_UB = f(W_UI x_IB), where I counts the row of ones."""
        return [partial(at.blocks["matrix"].dot, at.inputs[0].rows, at.bend.z), *self.bend().forward(at.bend)]

    def backward(self, at: Site, back: Back) -> Calls:
        """Sets dW_UI = dz_UB x_IBᵀ and dx_IB = W_UIᵀ dz_UB."""
        dz, dw = back.gradient.data, back.blocks["matrix"]
        calls = [] if back.fused or not self.bend.bends else self.bend().backward(at.bend, dz)
        calls.append(partial(dz.dot, at.inputs[0].rows.T, dw))
        if not self.bias:
            calls.append(partial(dw[:, -1].fill, 0))
        if (into := back.into[0]) is not None:
            calls += [partial(at.blocks["matrix"].T.dot, dz, into.value.rows), *into.after]
        return calls
