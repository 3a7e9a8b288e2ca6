"""The gated recurrent unit (Cho et al. 2014), with the reset gate behind the product, as cuDNN and PyTorch have it."""

from collections.abc import Mapping
from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict

from descent.ops.calls import Array, Calls, constant
from descent.ops.layers.base import Shape
from descent.ops.layers.lane import Lane, parts
from descent.ops.layers.recurrent import Recurrent


class GRU(Recurrent):
    """Reads a sequence with a state that two gates renew: h = (1 − z) n + z h, n = tanh(W x + b + r (U h + b)).

    r, z = σ(W x + U h + b). The sums of a step are rows of `gates`: r, z, then what n is made of, that from the state
    and that from the input apart, the latter's place taken by n; and then h − n.
    """

    model_config = ConfigDict(title="GRU")
    kind: Literal["gru"] = "gru"
    gates = 3
    sums = 4

    def kept(self, steps: int, training: bool) -> Mapping[str, Shape]:
        return {"gates": (steps if training else 1, 5 * self.units)}

    def shared(self, steps: int, training: bool) -> Mapping[str, Shape]:
        found: dict[str, Shape] = {"part": (self.units,)}
        return found | ({"slope": (steps, 4 * self.units)} if training else {})

    def pack(self, lane: Lane) -> Calls:
        """Half the weights of r and z, as σ(z) = ½ + ½ tanh(z / 2). What is never written stays zero."""
        two, of_state, of_input = self._rows()
        half, weights = constant(0.5, lane.packed), lane.weights
        state, x, one = lane.columns(lane.packed)
        calls: Calls = [
            partial(np.multiply, weights["weight_hh"][two], half, state[two]),
            partial(np.copyto, state[of_state], weights["weight_hh"][of_state]),
            partial(np.multiply, weights["weight_ih"][two], half, x[two]),
            partial(np.copyto, x[of_input], weights["weight_ih"][of_state]),
        ]
        if self.bias:
            sums = one[:, 0]
            calls += [
                partial(np.add, weights["bias_ih"][two], weights["bias_hh"][two], sums[two]),
                partial(np.multiply, sums[two], half, sums[two]),
                partial(np.copyto, sums[of_state], weights["bias_hh"][of_state]),
                partial(np.copyto, sums[of_input], weights["bias_ih"][of_state]),
            ]
        return calls

    def _rows(self) -> tuple[slice, slice, slice]:
        """Of the sums: those of r and z, that of n from the state, that of n from the input."""
        units = self.units
        return slice(0, 2 * units), slice(2 * units, 3 * units), slice(3 * units, 4 * units)

    def step(self, lane: Lane, step: int) -> Calls:
        now = lane.moment("gates", step)
        four, two = now[: 4 * lane.units], now[: 2 * lane.units]
        r, z, of_state, n, apart = parts(now, 5)
        half, part = constant(0.5, now), lane.at["part"]
        return [
            partial(lane.packed.dot, lane.into(step), four),
            partial(np.tanh, two, two),
            partial(np.multiply, two, half, two),
            partial(np.add, two, half, two),
            partial(np.multiply, r, of_state, part),
            partial(np.add, n, part, n),
            partial(np.tanh, n, n),
            partial(np.subtract, lane.state(step), n, apart),
            partial(np.multiply, z, apart, part),
            partial(np.add, n, part, lane.state(step + 1)),
        ]

    def slopes(self, lane: Lane) -> Calls:
        """Of z and n per gradient by h: (h − n) z (1 − z), (1 − z) (1 − n²). Of r and of what n takes from the state,
        per gradient by n's sum: U h r (1 − r), r. In the order of the sums.
        """
        out, five = parts(lane.at["slope"], 4), parts(lane.at["gates"], 5)
        r, z, of_state, n, apart = five.swapaxes(0, 1)
        by_r, by_z, by_state, by_n = out.swapaxes(0, 1)
        one = constant(1, n)
        return [
            partial(np.square, five[:, :2], out[:, :2]),
            partial(np.subtract, five[:, :2], out[:, :2], out[:, :2]),
            partial(np.multiply, by_r, of_state, by_r),
            partial(np.multiply, by_z, apart, by_z),
            partial(np.square, n, by_n),
            partial(np.subtract, one, by_n, by_n),
            partial(np.subtract, one, z, by_state),
            partial(np.multiply, by_n, by_state, by_n),
            partial(np.copyto, by_state, r),
        ]

    def step_back(self, lane: Lane, step: int) -> Calls:
        slope, dz = parts(lane.at["slope"][step], 4), parts(lane.at["dz"][step], 4)
        return [
            partial(np.multiply, slope[1::2], lane.at["dh"], dz[1::2]),  # z, n
            partial(np.multiply, slope[::2], dz[3], dz[::2]),  # r, n from the state
        ]

    def carry(self, lane: Lane, step: int) -> Calls:
        dh, part = lane.at["dh"], lane.at["part"]
        return [
            partial(np.multiply, dh, parts(lane.at["gates"][step], 5)[1], part),
            partial(lane.weights["weight_hh"].T.dot, lane.at["dz"][step, : 3 * lane.units], dh),
            partial(np.add, dh, part, dh),
        ]

    def unpack(self, lane: Lane, gradients: Mapping[str, Array]) -> Calls:
        two, of_state, of_input = self._rows()
        state, x, one = lane.columns(lane.at["moved"])
        by_state, by_input = slice(0, 3 * lane.units), gradients["weight_ih"]
        calls: Calls = [
            partial(np.copyto, gradients["weight_hh"], state[by_state]),
            partial(np.copyto, by_input[two], x[two]),
            partial(np.copyto, by_input[of_state], x[of_input]),
        ]
        if self.bias:
            bias, sums = gradients["bias_ih"], one[:, 0]
            calls += [
                partial(np.copyto, gradients["bias_hh"], sums[by_state]),
                partial(np.copyto, bias[two], sums[two]),
                partial(np.copyto, bias[of_state], sums[of_input]),
            ]
        return calls

    def by_input(self, lane: Lane) -> tuple[Calls, Array]:
        _, of_state, of_input = self._rows()
        dz = lane.at["dz_turned"]
        return [partial(np.copyto, dz[of_state], dz[of_input])], dz[: 3 * lane.units]
