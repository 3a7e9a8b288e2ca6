"""The simple recurrent layer (Elman 1990)."""

from collections.abc import Mapping
from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.activations import Activation
from descent.ops.activations.base import Bend
from descent.ops.calls import Array, Calls
from descent.ops.layers.base import Shape
from descent.ops.layers.lane import Lane
from descent.ops.layers.recurrent import Recurrent


class SimpleRNN(Recurrent):
    """Reads a sequence with a state that every step bends anew: h = f(W x + U h + b)."""

    model_config = ConfigDict(title="Simple RNN")
    kind: Literal["rnn"] = "rnn"
    gates = 1
    sums = 1
    activation: Literal["tanh", "relu"] = Field(
        default="tanh", title="Activation", description="How the sums of a step are bent."
    )

    @property
    def _bend(self) -> type[Activation]:
        return Activation.named(self.activation)

    @property
    def suited(self) -> str:
        return self._bend.initialiser

    def kept(self, steps: int, training: bool) -> Mapping[str, Shape]:  # noqa: ARG002
        return {}

    def shared(self, steps: int, training: bool) -> Mapping[str, Shape]:
        found: dict[str, Shape] = {"sum": (self.units,)}
        return found | ({"slope": (steps, self.units)} if training else {})

    def pack(self, lane: Lane) -> Calls:
        state, x, one = lane.columns(lane.packed)
        calls: Calls = [
            partial(np.copyto, state, lane.weights["weight_hh"]),
            partial(np.copyto, x, lane.weights["weight_ih"]),
        ]
        if self.bias:
            calls.append(partial(np.add, lane.weights["bias_ih"], lane.weights["bias_hh"], one[:, 0]))
        return calls

    def step(self, lane: Lane, step: int) -> Calls:
        z, y = lane.at["sum"], lane.state(step + 1)
        return [partial(lane.packed.dot, lane.into(step), z), *self._bend().forward(Bend(z, y, (), y))]

    def slopes(self, lane: Lane) -> Calls:
        """From a copy of the states that lies in one piece, which is what elementwise calls want."""
        slope = lane.at["slope"]
        return [partial(np.copyto, slope, lane.states), *self._bend().slope(Bend(slope, slope, (), slope))]

    def step_back(self, lane: Lane, step: int) -> Calls:
        dz, slope = lane.at["dz"][step], lane.at["slope"][step]
        return [partial(np.copyto, dz, lane.at["dh"]), *self._bend().backward(Bend(dz, dz, (), slope), dz)]

    def carry(self, lane: Lane, step: int) -> Calls:
        return [partial(lane.weights["weight_hh"].T.dot, lane.at["dz"][step], lane.at["dh"])]

    def unpack(self, lane: Lane, gradients: Mapping[str, Array]) -> Calls:
        state, x, one = lane.columns(lane.at["moved"])
        calls: Calls = [
            partial(np.copyto, gradients["weight_hh"], state),
            partial(np.copyto, gradients["weight_ih"], x),
        ]
        if self.bias:
            calls += [partial(np.copyto, gradients[name], one[:, 0]) for name in ("bias_ih", "bias_hh")]
        return calls
