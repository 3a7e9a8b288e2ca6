"""Attention over sequences (Vaswani et al. 2017, “Attention is all you need”)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.limits import MAX_HEADS
from descent.ops.attending import Attended, Attending
from descent.ops.calls import Array, Calls
from descent.ops.initialisers import WeightInitialiser
from descent.ops.initialisers.auto import Auto
from descent.ops.initialisers.base import Draw
from descent.ops.layers.base import Layer, Shape, Unfit, words
from descent.ops.layers.site import Back, Into, Site


@dataclass(frozen=True)
class Wires:
    """Which of the wires brings what: sequences are features × steps, ids one number a step."""

    sequences: tuple[int, ...]
    ids: int | None

    @property
    def roles(self) -> tuple[int, int, int]:
        """The wires of the queries, the keys and the values."""
        query, *others = self.sequences
        return query, others[0] if others else query, self.sequences[-1]


def wires_of(inputs: Sequence[Shape]) -> Wires:
    """Told by the number of axes. Raises Unfit where they are too many or something else."""
    sequences = tuple(number for number, shape in enumerate(inputs) if len(shape) == 2)
    ids = tuple(number for number, shape in enumerate(inputs) if len(shape) == 1)
    for number, shape in enumerate(inputs):
        if number not in (*sequences, *ids):
            raise Unfit("graph.needs_sequence", (number,), got=words(shape))
    if not sequences:
        raise Unfit("graph.needs_sequence", (ids[0],), got=words(inputs[ids[0]]))
    if len(sequences) > 3 or len(ids) > 1:
        raise Unfit("graph.attention_wires", count=len(sequences), ids=len(ids))
    return Wires(sequences, ids[0] if ids else None)


class Looking(Layer):
    """What both layers share: one wire asks itself; the first of two asks the second; three are asked apart."""

    arity = "some"
    group = "attention"

    causal: bool = Field(
        default=False,
        title="Causal",
        description="Whether each step looks at itself and at those before it only.",
    )

    def check(self, inputs: Sequence[Shape]) -> Wires:
        """The wires, once all fit together. Raises Unfit."""
        wires = wires_of(inputs)
        query, key, value = wires.roles
        if inputs[key][0] != inputs[query][0]:
            raise Unfit("graph.features_differ", (query, key), first=words(inputs[query]), got=words(inputs[key]))
        if inputs[key][1] != inputs[value][1]:
            raise Unfit("graph.steps_differ", (key, value), first=words(inputs[key]), got=words(inputs[value]))
        if wires.ids is not None and inputs[wires.ids][0] != inputs[key][1]:
            raise Unfit("graph.ids_differ", (key, wires.ids), first=words(inputs[key]), got=words(inputs[wires.ids]))
        return wires

    def sizes(self, inputs: Sequence[Shape], heads: int = 1, *, rotary: bool = False) -> Attending:
        wires = wires_of(inputs)
        query, _, value = wires.roles
        features, asking = inputs[query]
        width, asked = inputs[value]
        return Attending(
            heads, features // heads, width // heads, asking, asked, self.causal, rotary, wires.ids is not None
        )


def _ids(at: Site, wires: Wires) -> Array | None:
    return None if wires.ids is None else at.inputs[wires.ids].data


def _no_gradient(back: Back, wires: Wires) -> Calls:
    """Nothing flows back into ids."""
    into = None if wires.ids is None else back.into[wires.ids]
    return [] if into is None else [partial(into.value.data.fill, 0), *into.after]


def _hand_back(into: Into | None, gradient: Array) -> Calls:
    """From (F, B, T) to (F, T, B)."""
    return [] if into is None else [partial(np.copyto, into.value.data, gradient.swapaxes(1, 2)), *into.after]


class DotAttention(Looking):
    """Every step takes the mean of the steps that resemble what it asks for: V softmax(KᵀQ / √d), without weights."""

    model_config = ConfigDict(title="Dot-product attention")
    kind: Literal["dot_attention"] = "dot_attention"

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        query, _, value = self.check(inputs).roles
        return (inputs[value][0], inputs[query][1])

    def buffers(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:
        sizes = self.sizes(inputs)
        found: dict[str, Shape] = {
            "query": (sizes.keys, sizes.asking),
            "key": (sizes.keys, sizes.asked),
            "value": (sizes.values, sizes.asked),
            "answer": (sizes.values, sizes.asking),
        }
        if training:
            found |= {f"gradient of {name}": shape for name, shape in found.items()}
        return found | sizes.buffers(training)

    def workspace(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:
        return self.sizes(inputs).workspace(training)

    def _arrays(self, at: Site, kind: str = "") -> list[Array]:
        """(1, F, B, T) each: what comes in and goes out, or the gradients by it."""
        batch = at.output.data.shape[-1]
        found = [at.buffers[f"{kind}{name}"] for name in ("query", "key", "value", "answer")]
        return [array.reshape(1, len(array), batch, -1) for array in found]

    def forward(self, at: Site) -> Calls:
        wires, sizes = self._at(at)
        *arrays, answer = self._arrays(at)
        into = zip(wires.roles, arrays, strict=True)
        copies: Calls = [partial(np.copyto, array[0], at.inputs[wire].data.swapaxes(1, 2)) for wire, array in into]
        return [
            *copies,
            *sizes.over(at.buffers, *arrays).forward(answer, _ids(at, wires)),
            partial(np.copyto, at.output.data, answer[0].swapaxes(1, 2)),
        ]

    def backward(self, at: Site, back: Back) -> Calls:
        wires, sizes = self._at(at)
        *arrays, answer = self._arrays(at)
        *gradients, d_answer = self._arrays(at, "gradient of ")
        calls: Calls = [partial(np.copyto, d_answer[0], back.gradient.data.swapaxes(1, 2))]
        calls += sizes.over(at.buffers, *arrays).backward(answer, d_answer, *gradients)
        whole: dict[int, Array] = {}
        for wire, gradient in zip(wires.roles, gradients, strict=True):
            if wire in whole:
                calls.append(partial(np.add, whole[wire], gradient, whole[wire]))
            else:
                whole[wire] = gradient
        for wire, gradient in whole.items():
            calls += _hand_back(back.into[wire], gradient[0])
        return calls + _no_gradient(back, wires)

    def _at(self, at: Site) -> tuple[Wires, Attending]:
        inputs = [value.data.shape[:-1] for value in at.inputs]
        return wires_of(inputs), self.sizes(inputs)


@dataclass(frozen=True)
class Projection:
    """What one wire is made into: `rows` of the input weights, all of queries, keys and values that come from it.

    x: (F + 1, B, T) with a row of ones; out: (rows, B, T).
    """

    wire: int
    rows: slice
    x: Array
    out: Array

    @property
    def flat(self) -> tuple[Array, Array]:
        """Both as matrices over all steps of all points."""
        return self.x.reshape(len(self.x), -1), self.out.reshape(len(self.out), -1)


class MultiHeadAttention(Looking):
    """Several heads each ask every step in a way of their own, and weigh what the steps say by how well they answer."""

    model_config = ConfigDict(title="Multi-head attention")
    kind: Literal["attention"] = "attention"
    heads: int = Field(
        default=4, ge=1, le=MAX_HEADS, title="Heads", description="How many questions each step asks at a time."
    )
    rotary: bool = Field(
        default=False,
        title="Rotary positions",
        description="Whether questions and answers are turned by where they stand, so that heads see distances.",
    )
    bias: bool = Field(default=True, title="Bias", description="Whether each sum has a number of its own added.")
    weight_init: WeightInitialiser = Field(
        default=Auto(), title="Initial weights", description="What the weights begin as."
    )

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        query, _, value = self.check(inputs).roles
        features = inputs[query][0]
        if inputs[value][0] != features:
            raise Unfit("graph.features_differ", (query, value), first=words(inputs[query]), got=words(inputs[value]))
        if features % self.heads:
            raise Unfit("graph.heads", heads=self.heads, features=features)
        if self.rotary and features // self.heads % 2:
            raise Unfit("graph.rotary", heads=self.heads, features=features, each=features // self.heads)
        return inputs[query]

    # ---- parameters ----

    def blocks(self, inputs: Sequence[Shape]) -> Mapping[str, Shape]:
        """Both with the biases in the last column; without biases that column stays zero."""
        features = inputs[wires_of(inputs).sequences[0]][0]
        return {"in": (3 * features, features + 1), "out": (features, features + 1)}

    def parameters(self, blocks: Mapping[str, Array]) -> Mapping[str, Array]:
        """`in_proj_weight` (3F, F): those of queries, keys, values; `out_proj.weight` (F, F); and their biases."""
        inner, outer = blocks["in"], blocks["out"]
        inward = {"in_proj_weight": inner[:, :-1]} | ({"in_proj_bias": inner[:, -1]} if self.bias else {})
        outward = {"out_proj.weight": outer[:, :-1]} | ({"out_proj.bias": outer[:, -1]} if self.bias else {})
        return inward | outward

    def stacked(self, name: str) -> int:
        return 3 if name.startswith("in_proj") else 1

    def rows_of(self, name: str, unit: int, units: int) -> slice:  # noqa: ARG002
        """A unit of the answer is a row of the last product; queries, keys and values belong to no one of them."""
        return slice(unit, unit + 1) if name.startswith("out_proj") else slice(0)

    def initialise(self, parameters: Mapping[str, Array], rng: np.random.Generator) -> None:
        """As PyTorch does, three matrices as one; biases begin at zero."""
        for name in ("in_proj_weight", "out_proj.weight"):
            units, inputs = parameters[name].shape
            draw = Draw(rng, (units, inputs), inputs, units, "xavier_uniform")
            parameters[name][...] = self.weight_init.values(draw)

    # ---- arrays ----

    def buffers(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:
        sizes = self._sizes(inputs)
        features, asking = inputs[wires_of(inputs).sequences[0]]
        found: dict[str, Shape] = {"heard": (features + 1, asking), "said": (features, asking)}
        for wire, rows in _split(wires_of(inputs), features):
            steps = inputs[wire][1]
            found |= {f"x {wire}": (features + 1, steps), f"asks {wire}": (rows.stop - rows.start, steps)}
            if training:
                found[f"gradient {wire}"] = (rows.stop - rows.start, steps)
        return found | sizes.buffers(training)

    def workspace(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:
        return self._sizes(inputs).workspace(training)

    def _sizes(self, inputs: Sequence[Shape]) -> Attending:
        return self.sizes(inputs, self.heads, rotary=self.rotary)

    def _projections(self, at: Site, kind: str) -> list[Projection]:
        wires, features, batch = _wires_at(at), len(at.output.data), at.output.data.shape[-1]
        found: list[Projection] = []
        for wire, rows in _split(wires, features):
            x, out = at.buffers[f"x {wire}"], at.buffers[f"{kind} {wire}"]
            shape = batch, x.shape[1]
            found.append(Projection(wire, rows, x.reshape(len(x), *shape), out.reshape(len(out), *shape)))
        return found

    def _heads(self, projections: list[Projection]) -> list[Array]:
        """Queries, keys and values as (H, D, B, T)."""
        size = sum(len(one.out) for one in projections) // 3
        thirds = [third for one in projections for third in np.split(one.out, len(one.out) // size)]
        return [third.reshape(self.heads, size // self.heads, *third.shape[1:]) for third in thirds]

    def _attended(self, at: Site) -> Attended:
        inputs = [value.data.shape[:-1] for value in at.inputs]
        return self._sizes(inputs).over(at.buffers, *self._heads(self._projections(at, "asks")))

    def _between(self, at: Site) -> tuple[Array, Array]:
        """What the heads hand on, (F + 1, B·T) with a row of ones, and what the layer says, (F, B·T)."""
        heard, said = at.buffers["heard"], at.buffers["said"]
        return heard.reshape(len(heard), -1), said.reshape(len(said), -1)

    def _by_head(self, at: Site, flat: Array) -> Array:
        """(F, B·T) as (H, D, B, T)."""
        features, steps, batch = at.output.data.shape
        return flat.reshape(self.heads, features // self.heads, batch, steps)

    # ---- calls ----

    def forward(self, at: Site) -> Calls:
        calls: Calls = []
        for one in self._projections(at, "asks"):
            x, out = one.flat
            calls += [
                partial(np.copyto, one.x[:-1], at.inputs[one.wire].data.swapaxes(1, 2)),
                partial(x[-1].fill, 1),
                partial(at.blocks["in"][one.rows].dot, x, out),
            ]
        heard, said = self._between(at)
        calls += self._attended(at).forward(self._by_head(at, heard[:-1]), _ids(at, _wires_at(at)))
        features, steps, batch = at.output.data.shape
        return [
            *calls,
            partial(heard[-1].fill, 1),
            partial(at.blocks["out"].dot, heard, said),
            partial(np.copyto, at.output.data, said.reshape(features, batch, steps).swapaxes(1, 2)),
        ]

    def backward(self, at: Site, back: Back) -> Calls:
        """The gradient by the queries is written where that by the heads' answers was, those by x where x was."""
        projections = self._projections(at, "gradient")
        gradients = self._heads(projections)
        heard, said = self._between(at)
        features, steps, batch = at.output.data.shape
        d_heard = gradients[0].reshape(features, -1)
        inner, outer = back.blocks["in"], back.blocks["out"]
        calls: Calls = [
            partial(np.copyto, said.reshape(features, batch, steps).swapaxes(1, 2), back.gradient.data),
            partial(said.dot, heard.T, outer),
            partial(np.matmul, at.blocks["out"][:, :-1].T, said, d_heard),
            *self._attended(at).backward(self._by_head(at, heard[:-1]), gradients[0], *gradients),
        ]
        for one in projections:
            x, out = one.flat
            calls.append(partial(out.dot, x.T, inner[one.rows]))
            if back.into[one.wire] is not None:
                calls.append(partial(np.matmul, at.blocks["in"][one.rows, :-1].T, out, x[:-1]))
                calls += _hand_back(back.into[one.wire], one.x[:-1])
        if not self.bias:
            calls += [partial(inner[:, -1].fill, 0), partial(outer[:, -1].fill, 0)]
        return calls + _no_gradient(back, _wires_at(at))


def _wires_at(at: Site) -> Wires:
    return wires_of([value.data.shape[:-1] for value in at.inputs])


def _split(wires: Wires, features: int) -> list[tuple[int, slice]]:
    """Each wire of a sequence with the rows of the input weights that are for it."""
    starts = {wire: wires.roles.index(wire) for wire in wires.sequences}
    bounds = pairwise([*sorted(starts.values()), 3])
    return [(wire, slice(a * features, b * features)) for wire, (a, b) in zip(starts, bounds, strict=True)]
