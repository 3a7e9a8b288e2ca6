"""The arrays of a plan: what flows between the layers, and the gradients that flow back.

Where slopes are needed, the answers of all layers with the same activation lie end to end, so that their slopes take
one set of calls for the whole network.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

import numpy as np

from descent.engine.graph import Graph, GraphNode
from descent.engine.layout import Layout
from descent.ops.activations import Activation
from descent.ops.activations.base import Bend
from descent.ops.calls import Array
from descent.ops.layers.site import Value

Carve = Callable[[Layout, np.dtype[np.floating]], dict[Hashable, Array]]
"""Allocates what a layout says."""


@dataclass(frozen=True)
class Pass:
    """What is to be run: `batch` points, forwards only or for training."""

    batch: int
    training: bool


def roots(graph: Graph, training: bool) -> dict[str, str]:
    """For each node the one whose array holds its output: itself, or the source it passes on unchanged."""
    found: dict[str, str] = {}
    for node in graph.nodes:
        found[node.id] = found[node.sources[0]] if node.sources and node.layer.passes(training) else node.id
    return found


def groups(graph: Graph) -> dict[type[Activation], list[GraphNode]]:
    """The nodes whose slopes training needs, by activation."""
    found: dict[type[Activation], list[GraphNode]] = {}
    for node in graph.nodes:
        bend = node.layer.bend
        if bend and bend.bends and bend.elementwise and not graph.fused(node.id) and node.id in graph.learns:
            found.setdefault(bend, []).append(node)
    return found


def layout_of(graph: Graph, run: Pass, itemsize: int = 4) -> Layout:
    """Every array of a run and its size. Allocates nothing."""
    layout, batch = Layout(itemsize), run.batch
    grouped = groups(graph) if run.training else {}
    for bend, nodes in grouped.items():
        rows = sum(node.size + 1 for node in nodes)
        for part in ("rows", "slope", *_saved(bend)):
            layout.reserve((part, bend), (rows, batch))
    together = {node.id for nodes in grouped.values() for node in nodes}
    own = [node for node in graph.nodes if roots(graph, run.training)[node.id] == node.id]
    for node in own:
        shape = (node.size + 1, batch)
        if not node.sources:
            layout.reserve(("rows", node.id), shape[::-1])
            continue
        if node.id not in together:
            layout.reserve(("rows", node.id), shape)
            for part in _saved(node.layer.bend):
                layout.reserve((part, node.id), shape)
        if run.training and node.id in graph.learns:
            layout.reserve(("gradient", node.id), shape)
            if node.layer.bend and not node.layer.bend.elementwise:
                layout.reserve(("slope", node.id), shape)
        for name, size in node.layer.buffers(node.inputs, run.training).items():
            layout.reserve((node.id, name), (*size, batch))
        for name, size in node.layer.workspace(node.inputs, run.training).items():
            layout.reserve((node.id, name), size)
    _reserve_ends(layout, graph, run)
    return layout


def _reserve_ends(layout: Layout, graph: Graph, run: Pass) -> None:
    """What belongs to no node: targets and scratch of training, sums at the output of looking."""
    units, batch = graph.by_id[graph.output].size, run.batch
    if not run.training:
        layout.reserve("sums", (units, batch))
        return
    layout.reserve("target", (units, batch))
    if graph.head is not None and graph.head.steps > 1:
        layout.reserve("asked", (1, graph.head.steps * batch))
    layout.reserve("scratch", (max(node.size for node in graph.nodes) + 1, batch))


def _saved(bend: type[Activation] | None) -> list[str]:
    return [f"saved {number}" for number in range(bend.saves)] if bend else []


class Buffers:
    """The arrays of a run, allocated."""

    def __init__(self, graph: Graph, run: Pass, dtype: type[np.floating], carve: Carve = Layout.carve) -> None:
        self.graph, self.run = graph, run
        self.layout = layout_of(graph, run, np.dtype(dtype).itemsize)
        self.arrays = carve(self.layout, np.dtype(dtype))
        self.roots = roots(graph, run.training)
        self._spread_groups()
        self.feeds = {node.id: self.arrays["rows", node.id] for node in graph.nodes if not node.sources}
        self.values = {node.id: self._value(node) for node in graph.nodes}

    def _spread_groups(self) -> None:
        """Gives every node of a group its stretch of the group's arrays."""
        for bend, nodes in (groups(self.graph) if self.run.training else {}).items():
            for part in ("rows", "slope", *_saved(bend)):
                start = 0
                for node in nodes:
                    self.arrays[part, node.id] = self.arrays[part, bend][start : start + node.size + 1]
                    start += node.size + 1

    def _value(self, node: GraphNode) -> Value:
        root = self.roots[node.id]
        rows = self.feeds[root].T if root in self.feeds else self.arrays["rows", root]
        rows[-1] = 1
        return as_value(rows, node)

    def gradient(self, node: GraphNode) -> Value | None:
        """Where the gradient by a node's output is gathered, in the node's own shape; None where none is needed."""
        rows = self.arrays.get(("gradient", self.roots[node.id]))
        return None if rows is None else as_value(rows, node)

    def scratch(self, node: GraphNode) -> Value:
        """As `gradient`, to be added to it afterwards."""
        return as_value(self.arrays["scratch"][: node.size + 1], node)

    def bend(self, node: GraphNode) -> Bend:
        """The arrays of a node's activation. The sums share the answers' array unless they are kept."""
        y = self.values[node.id].data
        at = self.arrays
        saved = tuple(as_value(at[part, node.id], node).data for part in _saved(node.layer.bend))
        slope = as_value(at["slope", node.id], node).data if ("slope", node.id) in at else y
        z = saved[0] if saved else y
        if self.graph.fused(node.id) and not self.run.training:
            z = at["sums"].reshape(y.shape, copy=False)
        return Bend(z, y, saved, slope)

    def of(self, node: GraphNode) -> dict[str, Array]:
        """What a node's layer asked for besides its output, by the names it gave."""
        training = self.run.training
        names = (*node.layer.buffers(node.inputs, training), *node.layer.workspace(node.inputs, training))
        return {name: self.arrays[node.id, name] for name in names}

    def group_bends(self) -> list[tuple[type[Activation], Bend]]:
        """Each activation with the arrays of all its layers at once."""
        found: list[tuple[type[Activation], Bend]] = []
        for bend in groups(self.graph):
            y, slope = self.arrays["rows", bend], self.arrays["slope", bend]
            saved = tuple(self.arrays[part, bend] for part in _saved(bend))
            found.append((bend, Bend(y, y, saved, slope)))
        return found


def as_value(rows: Array, node: GraphNode) -> Value:
    """Rows (size + 1, batch) in a node's shape: the same memory."""
    return Value(rows, rows[:-1].reshape(*node.shape, rows.shape[1], copy=False))
