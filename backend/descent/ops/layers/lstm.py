"""Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000)."""

from collections.abc import Mapping
from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.calls import Array, Calls, constant
from descent.ops.layers.base import Shape
from descent.ops.layers.lane import Lane, parts
from descent.ops.layers.recurrent import Recurrent


class LSTM(Recurrent):
    """Reads a sequence with a memory c that gates write, keep and show: c = f c + i g, h = o tanh(c).

    i, f, o = σ(W x + U h + b) and g = tanh(W x + U h + b), each with weights of its own. The gates of one step are
    rows of `gates`: i, f, g, o as in PyTorch, then c before the step and tanh(c) after it.
    """

    model_config = ConfigDict(title="LSTM")
    kind: Literal["lstm"] = "lstm"
    gates = 4
    sums = 4
    forget_bias: float = Field(
        default=1.0,
        ge=-10,
        le=10,
        title="Forget bias",
        description="What the bias of the gate that keeps the memory begins as.",
    )

    def initialise(self, parameters: Mapping[str, Array], rng: np.random.Generator) -> None:
        """A forget gate that begins open lets memory last (Jozefowicz et al. 2015)."""
        super().initialise(parameters, rng)
        for name, view in parameters.items():
            if name.startswith("bias_ih"):
                view[self.units : 2 * self.units] = self.forget_bias

    def kept(self, steps: int, training: bool) -> Mapping[str, Shape]:
        return {"gates": (steps + 1 if training else 1, 6 * self.units)}

    def shared(self, steps: int, training: bool) -> Mapping[str, Shape]:
        units = self.units
        found: dict[str, Shape] = {"scale": (4 * units,), "shift": (4 * units,), "part": (units,)}
        back: dict[str, Shape] = {"slope": (steps, 5 * units), "dc": (units,)}
        return found | (back if training else {})

    def pack(self, lane: Lane) -> Calls:
        """σ(z) = ½ + ½ tanh(z / 2): with half the weights of i, f and o, one tanh serves all four gates."""
        g = slice(2 * lane.units, 3 * lane.units)
        for array, of_sigmoid, of_tanh in ((lane.at["scale"], 0.5, 1), (lane.at["shift"], 0.5, 0)):
            array[...] = of_sigmoid
            array[g] = of_tanh
        half = np.full((len(lane.packed), 1), 0.5, lane.packed.dtype)
        half[g] = 1
        state, x, one = lane.columns(lane.packed)
        calls: Calls = [
            partial(np.multiply, lane.weights["weight_hh"], half, state),
            partial(np.multiply, lane.weights["weight_ih"], half, x),
        ]
        if self.bias:
            sums = one[:, 0]
            calls += [
                partial(np.add, lane.weights["bias_ih"], lane.weights["bias_hh"], sums),
                partial(np.multiply, sums, half[:, 0], sums),
            ]
        return calls

    def begin(self, lane: Lane) -> Calls:
        return [partial(parts(lane.moment("gates", 0), 6)[4].fill, 0)]

    def step(self, lane: Lane, step: int) -> Calls:
        four, part = lane.moment("gates", step)[: 4 * lane.units], lane.at["part"]
        i, f, g, o, c, bent = parts(lane.moment("gates", step), 6)
        memory = parts(lane.moment("gates", step + 1), 6)[4]
        return [
            partial(lane.packed.dot, lane.into(step), four),
            partial(np.tanh, four, four),
            partial(np.multiply, four, lane.at["scale"], four),
            partial(np.add, four, lane.at["shift"], four),
            partial(np.multiply, i, g, part),
            partial(np.multiply, f, c, memory),
            partial(np.add, memory, part, memory),
            partial(np.tanh, memory, bent),
            partial(np.multiply, o, bent, lane.state(step + 1)),
        ]

    def slopes(self, lane: Lane) -> Calls:
        """By the sums of the gates: of i, f and g per gradient by c, of o per that by h; and c's per that by h.

        g i (1 − i), c f (1 − f), i (1 − g²), tanh(c) o (1 − o); o (1 − tanh²(c)).
        """
        gates, out = parts(lane.at["gates"][:-1], 6), parts(lane.at["slope"], 5)
        i, _, g, o, c, bent = gates.swapaxes(0, 1)
        by_i, by_f, by_g, by_o, by_c = out.swapaxes(0, 1)
        one = constant(1, bent)
        return [
            partial(np.square, gates[:, :4], out[:, :4]),
            partial(np.subtract, gates[:, :2], out[:, :2], out[:, :2]),
            partial(np.subtract, one, by_g, by_g),
            partial(np.subtract, o, by_o, by_o),
            partial(np.multiply, by_i, g, by_i),
            partial(np.multiply, by_f, c, by_f),
            partial(np.multiply, by_g, i, by_g),
            partial(np.multiply, by_o, bent, by_o),
            partial(np.square, bent, by_c),
            partial(np.subtract, one, by_c, by_c),
            partial(np.multiply, by_c, o, by_c),
        ]

    def begin_back(self, lane: Lane) -> Calls:
        return [partial(lane.at["dc"].fill, 0)]

    def step_back(self, lane: Lane, step: int) -> Calls:
        dh, dc, part, dz = lane.at["dh"], lane.at["dc"], lane.at["part"], parts(lane.at["dz"][step], 4)
        *slopes, by_c = parts(lane.at["slope"][step], 5)
        return [
            partial(np.multiply, dh, by_c, part),
            partial(np.add, dc, part, dc),
            *(
                partial(np.multiply, slope, by, out)
                for slope, by, out in zip(slopes, (dc, dc, dc, dh), dz, strict=True)
            ),
        ]

    def carry(self, lane: Lane, step: int) -> Calls:
        dc, forget = lane.at["dc"], parts(lane.moment("gates", step), 6)[1]
        return [
            partial(np.multiply, dc, forget, dc),
            partial(lane.weights["weight_hh"].T.dot, lane.at["dz"][step], lane.at["dh"]),
        ]

    def unpack(self, lane: Lane, gradients: Mapping[str, Array]) -> Calls:
        state, x, one = lane.columns(lane.at["moved"])
        calls: Calls = [
            partial(np.copyto, gradients["weight_hh"], state),
            partial(np.copyto, gradients["weight_ih"], x),
        ]
        if self.bias:
            calls += [partial(np.copyto, gradients[name], one[:, 0]) for name in ("bias_ih", "bias_hh")]
        return calls
