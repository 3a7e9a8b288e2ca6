"""One recurrent layer in one direction: where its arrays lie, in the order in which it reads."""

from collections.abc import Mapping
from dataclasses import dataclass

from descent.ops.calls import Array


@dataclass(frozen=True)
class Lane:
    """Axes: F features, H units, T steps, B batch; R sums of a step. `x` and `y` are flipped where it reads backwards.

    x: (F, T, B). y: (H, T, B), None where nobody reads every state; last: (H, B), None where nobody reads the last one
    alone. weights, gradients: by PyTorch's names without their ending. packed: (R, H + F + 1), the weights as they are
    multiplied. fed: (T + 1, H + F + 1, B), for each step what they are multiplied by: the state before it, its input,
    a one; in use (1, …), the same array for every step. at: what else the layer asked for.
    """

    x: Array
    y: Array | None
    last: Array | None
    backwards: bool
    weights: Mapping[str, Array]
    packed: Array
    fed: Array
    at: Mapping[str, Array]

    @property
    def units(self) -> int:
        return self.weights["weight_hh"].shape[1]

    @property
    def steps(self) -> int:
        return self.x.shape[1]

    @property
    def training(self) -> bool:
        return len(self.fed) > 1

    def moment(self, name: str, step: int) -> Array:
        """What an array has for a step; in use every step has the same."""
        array = self.at[name]
        return array[min(step, len(array) - 1)]

    def into(self, step: int) -> Array:
        """What the weights are multiplied by (H + F + 1, B)."""
        return self.fed[min(step, len(self.fed) - 1)]

    def state(self, step: int) -> Array:
        """The state before a step (H, B); before step T it is the last one."""
        return self.into(step)[: self.units]

    @property
    def states(self) -> Array:
        """The state behind every step (T, H, B)."""
        return self.fed[1:, : self.units]

    @property
    def inputs(self) -> Array:
        """Where the input of every step lies (T, F, B), in use (1, F, B)."""
        return self.fed[: self.steps, self.units : self.units + len(self.x)]

    def columns(self, matrix: Array) -> tuple[Array, Array, Array]:
        """A matrix like `packed` in parts: for the state, the input, the one; the last is empty without bias."""
        state, both = self.units, self.units + len(self.x)
        return matrix[:, :state], matrix[:, state:both], matrix[:, both:]

    def in_time(self, array: Array) -> Array:
        """An array (N, T, B), seen so that what is written in the lane's order lies in that of time."""
        return array[:, ::-1] if self.backwards else array


def parts(array: Array, count: int) -> Array:
    """(…, count × H, B) as (…, count, H, B): the same memory."""
    return array.reshape(*array.shape[:-2], count, -1, array.shape[-1], copy=False)
