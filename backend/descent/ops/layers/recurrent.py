"""What recurrent layers share: steps in time, directions, layers on layers, and the gradient's way back through time.

The sums of a step are one product with the state before it and its input together; the gradient by all weights is one
product over all steps (backpropagation through time, Werbos 1990).
"""

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from descent.limits import MAX_UNITS
from descent.ops.calls import Array, Call, Calls
from descent.ops.initialisers import WeightInitialiser
from descent.ops.initialisers.auto import Auto
from descent.ops.initialisers.base import Draw
from descent.ops.initialisers.orthogonal import Orthogonal
from descent.ops.layers.base import Layer, Shape, Unfit, words
from descent.ops.layers.lane import Lane
from descent.ops.layers.site import Back, Site

MAX_STACKED = 8
MAX_TRUNCATE = 1_024


class Recurrent(Layer):
    """Goes through a sequence step by step with a state. Of one step it has `gates` × units weighed sums in PyTorch's
    layout, and `sums` × units in ours.
    """

    group = "sequences"
    gates: ClassVar[int]
    sums: ClassVar[int]

    units: int = Field(default=16, ge=1, le=MAX_UNITS, title="Units", description="How many numbers the state has.")
    returns: Literal["last", "all"] = Field(
        default="last",
        title="Returns",
        description="What is handed on: the state after the last step, or the states after all steps.",
    )
    bidirectional: bool = Field(
        default=False,
        title="Both ways",
        description="Whether a second layer reads the sequence backwards; the states of both are handed on.",
    )
    num_layers: int = Field(
        default=1,
        ge=1,
        le=MAX_STACKED,
        title="Layers",
        description="How many such layers lie on each other, each reading the states of the one below.",
    )
    bias: bool = Field(default=True, title="Bias", description="Whether each sum has a number of its own added.")
    truncate: int = Field(
        default=0,
        ge=0,
        le=MAX_TRUNCATE,
        title="Gradient cut every",
        description="After so many steps the gradient goes no further back in time; 0 lets it go back to the first.",
    )
    weight_init: WeightInitialiser = Field(
        default=Auto(), title="Initial weights of the input", description="What the weights of the input begin as."
    )
    recurrent_init: WeightInitialiser = Field(
        default=Orthogonal(),
        title="Initial weights of the state",
        description="What the weights of the state begin as.",
    )

    @property
    def suited(self) -> str:
        """The kind of initialiser that suits it."""
        return "xavier_uniform"

    @property
    def width(self) -> int:
        """Numbers that are handed on of one step: two directions have two states."""
        return self.units * len(self._endings)

    @property
    def _endings(self) -> tuple[str, ...]:
        return ("", "_reverse") if self.bidirectional else ("",)

    def _stack(self, inputs: Sequence[Shape]) -> Iterator[tuple[str, int]]:
        """The ending of the names of each lane, and how many features come into it."""
        for level in range(self.num_layers):
            for ending in self._endings:
                yield f"_l{level}{ending}", self.width if level else inputs[0][0]

    # ---- shapes ----

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        if len(inputs[0]) != 2:
            raise Unfit("graph.needs_sequence", got=words(inputs[0]))
        return (self.width, inputs[0][1]) if self.returns == "all" else (self.width,)

    def blocks(self, inputs: Sequence[Shape]) -> Mapping[str, Shape]:
        rows, found = self.gates * self.units, dict[str, Shape]()
        for ending, features in self._stack(inputs):
            found |= {f"weight_ih{ending}": (rows, features), f"weight_hh{ending}": (rows, self.units)}
            if self.bias:
                found |= {f"bias_ih{ending}": (rows,), f"bias_hh{ending}": (rows,)}
        return found

    def parameters(self, blocks: Mapping[str, Array]) -> Mapping[str, Array]:
        """For each lane `weight_ih` (gates × units, features), `weight_hh` (gates × units, units) and two biases."""
        return blocks

    def stacked(self, name: str) -> int:  # noqa: ARG002
        return self.gates

    def rows_of(self, name: str, unit: int, units: int) -> slice:  # noqa: ARG002
        """Those of each gate, in the last of the layers and in the direction whose state the unit is in."""
        direction, own = divmod(unit, self.units)
        here = name.endswith(f"_l{self.num_layers - 1}{self._endings[direction]}")
        return slice(own, None, self.units) if here else slice(0)

    def initialise(self, parameters: Mapping[str, Array], rng: np.random.Generator) -> None:
        """Every gate has a draw of its own; biases begin at zero."""
        for name, view in parameters.items():
            if name.startswith("bias"):
                view.fill(0)
                continue
            init = self.recurrent_init if name.startswith("weight_hh") else self.weight_init
            for gate in np.split(view, self.gates):
                gate[...] = init.values(Draw(rng, gate.shape, gate.shape[1], self.units, self.suited))

    def buffers(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:
        units, steps = self.units, inputs[0][1]
        found = dict(self.shared(steps, training))
        for ending, features in self._stack(inputs):
            columns = units + features + self.bias
            found[f"fed{ending}"] = (steps + 1 if training else 1, columns)
            found |= {f"{name}{ending}": size for name, size in self.kept(steps, training).items()}
            if training:
                found[f"turned{ending}"] = (columns, steps)
        for level in range(self.num_layers - 1):
            found |= {f"{name}{level}": (self.width, steps) for name in ("between", "back")[: 1 + training]}
        if training:
            rows, widest = self.sums * units, max(features for _, features in self._stack(inputs))
            found |= {"dh": (units,), "arriving": (steps, units), "dz": (steps, rows), "dz_turned": (rows, steps)}
            found |= {"more": (widest, steps)} if self.bidirectional else {}
        return found

    def workspace(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:
        shapes = {ending: (self.sums * self.units, self.units + n + self.bias) for ending, n in self._stack(inputs)}
        return {f"{name}{end}": shape for end, shape in shapes.items() for name in ("packed", "moved")[: 1 + training]}

    # ---- what a kind of cell says ----

    @abstractmethod
    def kept(self, steps: int, training: bool) -> Mapping[str, Shape]:
        """What every lane keeps for itself."""

    @abstractmethod
    def shared(self, steps: int, training: bool) -> Mapping[str, Shape]:
        """What lanes use one after another."""

    @abstractmethod
    def pack(self, lane: Lane) -> Calls:
        """Weights and biases into `packed`."""

    def begin(self, lane: Lane) -> Calls:  # noqa: ARG002
        """What, besides the state, is nothing before the first step. In use only: in training it is never written."""
        return []

    @abstractmethod
    def step(self, lane: Lane, step: int) -> Calls:
        """From `lane.into(step)` to `lane.state(step + 1)`."""

    @abstractmethod
    def slopes(self, lane: Lane) -> Calls:
        """What the way back needs of all steps, at once."""

    def begin_back(self, lane: Lane) -> Calls:  # noqa: ARG002
        """What, besides `dh`, carries a gradient to earlier steps begins with none."""
        return []

    @abstractmethod
    def step_back(self, lane: Lane, step: int) -> Calls:
        """From `dh`, the gradient by the state after the step, to `dz[step]`, that by its sums."""

    @abstractmethod
    def carry(self, lane: Lane, step: int) -> Calls:
        """Turns `dh` into the gradient by the state before the step."""

    @abstractmethod
    def unpack(self, lane: Lane, gradients: Mapping[str, Array]) -> Calls:
        """From `moved`, the gradient by `packed` as if nothing had been scaled there, to those by the parameters."""

    def by_input(self, lane: Lane) -> tuple[Calls, Array]:
        """The gradient by what `weight_ih` gives (gates × units, T, B), in the order of time; may overwrite others."""
        return [], lane.at["dz_turned"]

    # ---- forwards ----

    def _lanes(self, at: Site) -> Iterator[tuple[Lane, int, int]]:
        """Every lane, from below, with its level and direction."""
        x, whole = at.inputs[0].data, at.output.data
        for level in range(self.num_layers):
            inner = at.buffers.get(f"between{level}")
            every = inner if inner is not None else whole if self.returns == "all" else None
            for direction, ending in enumerate(self._endings):
                own, order = self._place(direction)
                arrays, weights = _ending(at.buffers, f"_l{level}{ending}"), _ending(at.blocks, f"_l{level}{ending}")
                lane = Lane(
                    x=x[:, order],
                    y=None if every is None else every[own, order],
                    last=whole[own] if every is None else None,
                    backwards=direction > 0,
                    weights=weights,
                    packed=arrays["packed"],
                    fed=arrays["fed"],
                    at={**at.buffers, **arrays},
                )
                yield lane, level, direction
            x = x if inner is None else inner

    def _place(self, direction: int) -> tuple[slice, slice]:
        """The rows of a direction among what is handed on, and the order in which it reads."""
        return slice(direction * self.units, (direction + 1) * self.units), slice(None, None, -1 if direction else 1)

    def forward(self, at: Site) -> Calls:
        return [call for lane, _, _ in self._lanes(at) for call in self._run(lane)]

    def _run(self, lane: Lane) -> Calls:
        """In training every step has arrays of its own; in use the states are handed on one by one."""
        lane.fed[:, self.units + len(lane.x) :] = 1
        calls, each = self.pack(lane), not lane.training
        if each:
            calls += [partial(lane.state(0).fill, 0), *self.begin(lane)]
        else:
            calls.append(partial(np.copyto, lane.inputs, lane.x.swapaxes(0, 1)))
        for step in range(lane.steps):
            if each:
                calls.append(partial(np.copyto, lane.inputs[0], lane.x[:, step]))
            calls += self.step(lane, step)
            if each and lane.y is not None:
                calls.append(partial(np.copyto, lane.y[:, step], lane.state(step + 1)))
        if not each and lane.y is not None:
            calls.append(partial(np.copyto, lane.y, lane.states.swapaxes(0, 1)))
        if lane.last is not None:
            calls.append(partial(np.copyto, lane.last, lane.state(lane.steps)))
        return calls

    # ---- backwards ----

    def backward(self, at: Site, back: Back) -> Calls:
        """From the uppermost layer down. Of two directions the second adds what it hands down to what the first did."""
        calls, outer = list[Call](), back.into[0]
        for lane, level, direction in reversed(list(self._lanes(at))):
            own, order = self._place(direction)
            dy = at.buffers.get(f"back{level}", back.gradient.data)[own]
            calls += self._run_back(lane, dy if lane.y is None else dy[:, order])
            calls += self.unpack(lane, _ending(back.blocks, f"_l{level}{self._endings[direction]}"))
            dx = at.buffers[f"back{level - 1}"] if level else outer and outer.value.data
            if dx is not None:
                calls += self._hand_down(lane, dx, first=direction == len(self._endings) - 1)
        return [*calls, *(outer.after if outer else ())]

    def _run_back(self, lane: Lane, dy: Array) -> Calls:
        """From the gradient by every state (H, T, B), or by the last one (H, B), to that by `packed`."""
        at, every = lane.at, lane.y is not None
        dh, dz, arriving, turned = at["dh"], at["dz"], at["arriving"], at["turned"]
        calls = [*self.slopes(lane), *self.begin_back(lane)]
        if every:
            calls.append(partial(np.copyto, arriving, dy.swapaxes(0, 1)))
        calls.append(partial(np.copyto, dh, arriving[-1] if every else dy))
        for step in range(lane.steps - 1, -1, -1):
            calls += self.step_back(lane, step)
            if step and self.truncate and step % self.truncate == 0:
                if not every:
                    calls.append(partial(dz[:step].fill, 0))
                    break
                calls += [*self.begin_back(lane), partial(np.copyto, dh, arriving[step - 1])]
            elif step:
                calls += self.carry(lane, step)
                calls += [partial(np.add, dh, arriving[step - 1], dh)] if every else []
        calls += [
            partial(np.copyto, lane.in_time(at["dz_turned"]), dz.swapaxes(0, 1)),
            partial(np.copyto, lane.in_time(turned), lane.fed[:-1].swapaxes(0, 1)),
            partial(_flat(at["dz_turned"]).dot, _flat(turned).T, at["moved"]),
        ]
        return calls

    def _hand_down(self, lane: Lane, dx: Array, *, first: bool) -> Calls:
        """The gradient by the input (F, T, B): one product for all steps."""
        calls, dz = self.by_input(lane)
        out = dx if first else lane.at["more"][: len(dx)]
        calls.append(partial(lane.weights["weight_ih"].T.dot, _flat(dz), _flat(out)))
        return calls if first else [*calls, partial(np.add, dx, out, dx)]


def _flat(array: Array) -> Array:
    """(N, T, B) as (N, T × B): the same memory."""
    return array.reshape(len(array), -1, copy=False)


def _ending(arrays: Mapping[str, Array], ending: str) -> dict[str, Array]:
    """Those whose names end so, by what is before."""
    return {name.removesuffix(ending): array for name, array in arrays.items() if name.endswith(ending)}
