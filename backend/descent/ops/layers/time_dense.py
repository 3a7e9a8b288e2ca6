"""A dense layer at every step of a sequence, with the same weights: a convolution of width one (Lin et al. 2013)."""

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


class TimeDense(Layer):
    """Every unit weighs the features of one step at a time, at each step alike: y_t = f(W x_t + b)."""

    group = "sequences"
    model_config = ConfigDict(title="Dense over time")
    kind: Literal["time_dense"] = "time_dense"
    units: int = Field(default=8, ge=1, le=MAX_UNITS, title="Units", description="How many numbers a step becomes.")
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
        if len(inputs[0]) != 2:
            raise Unfit("graph.needs_sequence", got=words(inputs[0]))
        return (self.units, inputs[0][1])

    def blocks(self, inputs: Sequence[Shape]) -> Mapping[str, Shape]:
        """One array (units, features + 1) with the bias in its last column, which stays zero without one."""
        return {"joined": (self.units, inputs[0][0] + 1)}

    def parameters(self, blocks: Mapping[str, Array]) -> Mapping[str, Array]:
        """`weight` (units, features) and, if there is one, `bias` (units,)."""
        joined = blocks["joined"]
        return {"weight": joined[:, :-1], **({"bias": joined[:, -1]} if self.bias else {})}

    def initialise(self, parameters: Mapping[str, Array], rng: np.random.Generator) -> None:
        units, features = parameters["weight"].shape
        for name, init in (("weight", self.weight_init), ("bias", self.bias_init)):
            if name in parameters:
                draw = Draw(rng, parameters[name].shape, features, units, self.bend.initialiser)
                parameters[name][...] = init.values(draw)

    def buffers(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:  # noqa: ARG002
        features, steps = inputs[0]
        return {"fed": (features + 1, steps)}

    def weighed(self, blocks: Mapping[str, Array], inputs: Sequence[Value]) -> Array:
        x, joined = inputs[0].data, blocks["joined"]
        at_all_steps = joined[:, :-1].dot(_flat(x)) + joined[:, -1:]
        return at_all_steps.reshape(-1, x.shape[-1])

    def forward(self, at: Site) -> Calls:
        """Z_U(TB) = W_UF x_F(TB), where F counts a row of ones: one product for all steps."""
        fed = at.buffers["fed"]
        fed[-1] = 1
        return [
            partial(np.copyto, fed[:-1], at.inputs[0].data),
            partial(at.blocks["joined"].dot, _flat(fed), _flat(at.bend.z)),
            *self.bend().forward(at.bend),
        ]

    def backward(self, at: Site, back: Back) -> Calls:
        dz, dw = back.gradient.data, back.blocks["joined"]
        calls = [] if back.fused or not self.bend.bends else self.bend().backward(at.bend, dz)
        calls.append(partial(_flat(dz).dot, _flat(at.buffers["fed"]).T, dw))
        if not self.bias:
            calls.append(partial(dw[:, -1].fill, 0))
        if (into := back.into[0]) is not None:
            weight = at.blocks["joined"][:, :-1]
            calls += [partial(np.matmul, weight.T, _flat(dz), _flat(into.value.data)), *into.after]
        return calls


def _flat(array: Array) -> Array:
    """(N, T, B) as (N, T × B): the same memory."""
    return array.reshape(len(array), -1, copy=False)
