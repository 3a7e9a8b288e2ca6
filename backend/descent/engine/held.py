"""What is held in a network: which of its parameters rest, which act as zero, and where gates stand."""

from dataclasses import replace
from operator import lt
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from descent.document.held import NOTHING_HELD
from descent.engine.graph import Graph, GraphNode
from descent.engine.parameters import Parameters, vector_size
from descent.ops.layers.gate import Gate

Mask = NDArray[np.bool_]

GATE: Final = "{} gate"
"""The id of the gate behind a node. No card can have it: ids have no spaces."""


def resting(graph: Graph) -> Mask | None:
    """Which numbers of the parameters' vector training leaves alone; None where it may move all of them.

    These are frozen ones, silent ones, and those of silent units, which are to be as they were when they come back.
    """
    return _mask(graph, silent_only=False)


def silenced(graph: Graph) -> Mask | None:
    """Which weights and biases act as zero, each by itself; None where none does."""
    return _mask(graph, silent_only=True)


def _mask(graph: Graph, *, silent_only: bool) -> Mask | None:
    if all(node.held == NOTHING_HELD for node in graph.nodes):
        return None
    mask: Any = np.zeros(vector_size(graph), np.bool_)
    parameters = Parameters(graph, mask)
    for node in graph.nodes:
        if node.held != NOTHING_HELD:
            _mark(node, parameters.of(node.id), silent_only=silent_only)
    return mask if mask.any() else None


def _mark(node: GraphNode, views: Any, *, silent_only: bool) -> None:
    held = node.held
    places = held.silent_weights if silent_only else [*held.silent_weights, *held.frozen_weights]
    for unit, column in places:
        view = views.get("bias" if column is None else "weight")
        place = (unit,) if column is None else (unit, column)
        if view is not None and view.ndim == len(place) and all(map(lt, place, view.shape)):
            view[place] = True
    if silent_only:
        return
    for name, view in views.items():
        if held.frozen or held.silent:
            view[...] = True
        for unit in (*held.frozen_units, *held.silent_units):
            if unit < node.units:
                view[node.layer.rows_of(name, unit, node.units)] = True


def silent_units(node: GraphNode) -> list[int]:
    """The units of a node that act as zero, of an image the channels."""
    return [unit for unit in range(node.units) if node.held.silent or unit in node.held.silent_units]


def silent_rows(node: GraphNode) -> list[int]:
    """The numbers of one point that act as zero: all those of a silent unit."""
    each = node.size // node.units
    return [unit * each + row for unit in silent_units(node) for row in range(each)]


def gated(graph: Graph) -> Graph:
    """The graph as it is computed: behind a node with silent units stands a gate, which others read instead."""
    if not any(silent_units(node) for node in graph.nodes):
        return graph
    nodes: list[GraphNode] = []
    behind: dict[str, str] = {}
    for node in graph.nodes:
        nodes.append(replace(node, sources=tuple(behind.get(source, source) for source in node.sources)))
        if rows := silent_rows(node):
            behind[node.id] = GATE.format(node.id)
            gate = GraphNode(behind[node.id], node.name, Gate.shut_for(rows), (node.id,), (node.shape,), node.shape, 0)
            nodes.append(gate)
    return replace(graph, nodes=tuple(nodes))


def heard(graph: Graph, node: str) -> str:
    """The node of the gated graph that says what others hear of a node."""
    gate = GATE.format(node)
    return gate if gate in graph.by_id else node
