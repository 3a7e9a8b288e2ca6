"""Carrying what was learnt over to a changed network.

Every weight that still has a place keeps its value. New units of a layer are copies, with which the copied ones share
what they handed on (Net2Net: Chen et al. 2015), and a new layer begins as the identity where it can: both leave what
the network says as it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from descent.document.held import NOTHING_HELD
from descent.engine.graph import Graph, GraphNode
from descent.engine.held import Mask, resting, silent_units
from descent.engine.parameters import Parameters
from descent.engine.rows import never_negative, passes
from descent.ops.calls import Array
from descent.training.attic import Found
from descent.training.carried import Carried
from descent.training.following import Copies, Following, hands_on, is_identity
from descent.training.merging import Merging, told, without_silent
from descent.training.overlap import overlap
from descent.training.places import Inputs, places
from descent.training.twins import chosen, shares

Indices = NDArray[np.intp]


@dataclass(frozen=True)
class Graft:
    """How a layer's numbers come about.

    `units` has for each unit the old one that it continues, -1 for none; `living` are those that continue themselves,
    `copies` those that continue another. `share` is what each takes of what the old one handed on.
    """

    units: Indices
    living: Indices
    copies: Indices
    inputs: Inputs
    share: NDArray[np.float64]


class Surgery:
    """Made for two networks, and then done to vectors of parameters and of moments. Vectors are whole (see Holding)."""

    def __init__(self, old: Parameters, new: Graph, found: Mapping[str, Found], twins: Merging) -> None:
        """`found` is what was brought back already, and is to be left alone; `twins` take over from units that go."""
        self._old, self._new, self._found = old.graph, new, found
        self._effective = without_silent(old)
        self._following = self._follow()
        self._resting = _resting(new)
        self._twins = told(old.graph, self._following.before, twins)
        self._grafts = {node.id: self._graft(node) for node in new.nodes if self._has_past(node)}

    # ---- what is copied ----

    def _has_past(self, node: GraphNode) -> bool:
        return node.weighs and node.id in self._old.by_id and self._old.by_id[node.id].weighs

    def _start(self, node: GraphNode) -> int:
        """The first unit that neither was there before nor was brought back."""
        back = self._found.get(f"{node.id}.weight")
        return max(min(self._old.by_id[node.id].size, node.size), back.units if back else 0)

    def _follow(self) -> Following:
        """As many copies and identities as there can be: those that clash are taken back, until none does."""
        positive = never_negative(self._new)
        layers = [node for node in self._new.nodes if node.weighs and node.id != self._new.output]
        identities = {
            node.id
            for node in layers
            if not self._has_past(node) and f"{node.id}.weight" not in self._found and is_identity(node, positive)
        }
        barred = {node.id for node in layers if node.layer.bend and not node.layer.bend.elementwise}
        while True:
            following = Following(self._old, self._new, self._copies(barred), identities)
            if not following.clash - barred:
                return following
            barred |= following.clash
            identities -= following.clash

    def _copies(self, barred: set[str]) -> dict[str, Copies]:
        """Layers that grow from and to the same size copy the same units, so that they can be added and multiplied."""
        found: dict[str, Copies] = {}
        alike: dict[tuple[int, int, int], list[GraphNode]] = {}
        for node in self._new.nodes:
            if self._has_past(node):
                living, start = min(self._old.by_id[node.id].size, node.size), self._start(node)
                found[node.id] = Copies(living)
                if start < node.size and node.id not in barred and node.id != self._new.output:
                    alike.setdefault((living, start, node.size), []).append(node)
        for (living, start, size), nodes in alike.items():
            listening = np.hstack([self._effective.blocks[node.id]["matrix"][:living] for node in nodes])
            shut = {unit for node in nodes if not node.held.silent for unit in silent_units(node)}
            sources = chosen(listening, size - start, shut)
            for node in nodes if sources else []:
                found[node.id] = Copies(living, tuple(sources or ()))
        return found

    def _graft(self, node: GraphNode) -> Graft:
        copies = self._following.copies[node.id]
        units = np.full(node.size, -1)
        units[: copies.living] = np.arange(copies.living)
        units[node.size - len(copies.sources) :] = copies.sources
        families = [int(unit) if unit >= 0 else None for unit in units]
        before = self._following.before[self._old.by_id[node.id].sources[0]]
        return Graft(
            units=units,
            living=np.arange(copies.living),
            copies=np.arange(node.size - len(copies.sources), node.size),
            inputs=places(before, self._following.rows[node.sources[0]], self._twins),
            share=shares(families),
        )

    # ---- what is carried ----

    def parameters(self, old: Array, new: Array) -> None:
        """Fills the new vector with what has a past in the old one; the rest stays as it is, or hands nothing on."""
        before, after = Parameters(self._old, old), Parameters(self._new, new)
        effective = without_silent(before)
        for name, graft in self._grafts.items():
            theirs, ours, copied = before.of(name), after.of(name), effective.of(name)
            for units, source in ((graft.living, theirs), (graft.copies, copied)):
                if "bias" in theirs and "bias" in ours:
                    ours["bias"][units] = source["bias"][graft.units[units]]
                self._weigh(name, units, source["weight"][graft.units[units]], ours["weight"])
        for name in self._following.identities:
            _hand_on(after.of(name))
        self._overlap(before, after)

    def _overlap(self, before: Parameters, after: Parameters) -> None:
        """What is no matrix of units (kernels, gates, statistics) keeps what lies in the same place of both."""
        theirs = before.apart()
        for name, ours in after.apart().items():
            if (both := self._common(name, ours, theirs)) is not None:
                ours[both] = theirs[name][both]

    def _common(self, name: str, ours: Array, theirs: Mapping[str, Array]) -> tuple[slice, ...] | None:
        """The places that a parameter has in both networks; None for those that are grafted, new or of another kind."""
        if name in self._found or self._node(name) in self._grafts or name not in theirs:
            return None
        return overlap(ours.shape, theirs[name].shape)

    def _node(self, name: str) -> str:
        """Whose parameter it is. Ids have no dots; the names of PyTorch's parameters may."""
        return name.partition(".")[0]

    def _weigh(self, name: str, units: Indices, old: Array, new: Array) -> None:
        """The weights of these units. New inputs that take none over weigh nothing, so that they change nothing."""
        inputs, back = self._grafts[name].inputs, self._found.get(f"{name}.weight")
        if len(inputs.known) == 0:
            return
        brought_back = back.inputs if back else frozenset[str]()
        silent = [column for column in np.flatnonzero(inputs.old < 0) if inputs.names[column] not in brought_back]
        new[np.ix_(units, silent)] = 0
        values = old[:, inputs.old[inputs.known]] * self._parts(name, units)
        new[np.ix_(units, inputs.known)] = values
        for column, gone in inputs.joined:
            new[units, column] += old[:, gone]

    def _parts(self, name: str, units: Indices) -> Array:
        """The share of each old weight (units, known inputs). What is frozen is left to the one that had it."""
        inputs = self._grafts[name].inputs
        parts = np.tile(inputs.share.astype(np.float32), (len(units), 1))
        if (mask := self._resting.get(name)) is not None:
            for first, *others in inputs.families:
                frozen = np.flatnonzero(mask[units, first])
                parts[frozen, first] = 1
                parts[frozen[:, None], others] = 0
        return parts[:, inputs.known]

    def moments(self, old: Array, new: Array, degree: int) -> None:
        """As `parameters`, for what an optimizer remembers: sums of this power of the gradients.

        What a copied unit handed on is shared, and so are the gradients that come back to it. Sums of squares are left
        as they are, though: they are the measure of its steps, and copies that take equal steps would never part.
        """
        before, after = Parameters(self._old, old), Parameters(self._new, new)
        for name, graft in self._grafts.items():
            theirs, ours, inputs = before.of(name), after.of(name), graft.inputs
            units = np.concatenate([graft.living, graft.copies])
            factor = (graft.share[units] if degree == 1 else np.ones(len(units))).astype(new.dtype)
            if "bias" in theirs and "bias" in ours:
                ours["bias"][units] = theirs["bias"][graft.units[units]] * factor
            block = theirs["weight"][np.ix_(graft.units[units], inputs.old[inputs.known])]
            ours["weight"][np.ix_(units, inputs.known)] = block * factor[:, None]
        self._overlap(before, after)

    # ---- what is said ----

    def carried(self) -> Carried:
        """What stayed and what began afresh."""
        old, kept, resized, fresh = Parameters.zeros(self._old).apart(), list[str](), list[str](), list[str]()
        for name, view in Parameters.zeros(self._new).apart().items():
            node = self._node(name)
            whole, stays = self._stays(name, view, old)
            if name in self._found or stays:
                kept.append(name)
                resized += [name] if stays and not whole else []
            elif node not in self._following.identities:
                fresh.append(name)
        split = [name for name, graft in self._grafts.items() if len(graft.copies)]
        grown = [name for name, graft in self._grafts.items() if (graft.units < 0).any() and name not in self._found]
        return Carried(
            kept=tuple(kept),
            resized=tuple(resized),
            fresh=tuple(fresh),
            split=tuple(split),
            grown=tuple(name for name in grown if not self._came_back(name)),
            identity=tuple(node.id for node in self._new.nodes if self._hands_on(node)),
            returned=tuple(node.id for node in self._new.nodes if self._came_back(node.id)),
        )

    def _hands_on(self, node: GraphNode) -> bool:
        """Whether a node is new and begins by giving what it gets."""
        if node.id in self._old.by_id or node.blocks:
            return node.id in self._following.identities
        return passes(node) or hands_on(node, never_negative(self._new))

    def _came_back(self, name: str) -> bool:
        return any(f"{name}.{kind}" in self._found for kind in ("weight", "bias"))

    def _stays(self, name: str, ours: Array, old: Mapping[str, Array]) -> tuple[bool, bool]:
        """Whether all of a parameter, and whether any of it, continues one of old."""
        node, _, kind = name.partition(".")
        if (both := self._common(name, ours, old)) is not None:
            return ours[both].size == ours.size, ours[both].size > 0
        if node not in self._grafts or name not in old:
            return False, False
        graft, shape = self._grafts[node], ours.shape
        columns = graft.inputs.known if kind == "weight" else np.zeros(1)
        whole = len(graft.living) == shape[0] and (kind == "bias" or len(columns) == shape[1])
        return whole, len(graft.living) > 0 and len(columns) > 0


def _resting(graph: Graph) -> Mapping[str, Mask]:
    """Where each layer's weights rest (units, inputs), for the layers in which something does."""
    mask = resting(graph)
    if mask is None:
        return {}
    views = Parameters(graph, mask.astype(np.float32))
    held = [node.id for node in graph.nodes if node.weighs and node.held != NOTHING_HELD]
    return {name: views.of(name)["weight"] > 0 for name in held}


def _hand_on(views: Mapping[str, Array]) -> None:
    """The identity: unit u gives input u, counted round and round."""
    weight = views["weight"]
    units = np.arange(len(weight))
    weight.fill(0)
    weight[units, units % weight.shape[1]] = 1
    if "bias" in views:
        views["bias"].fill(0)
