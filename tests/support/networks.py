"""Short ways to documents, for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from descent.document import Document
from descent.document.held import Held
from descent.document.parse import to_document
from descent.engine.build import build_graph, graph_of
from descent.engine.graph import Graph
from descent.engine.parameters import Parameters

Layer = Mapping[str, Any]

TRAINING: Mapping[str, Any] = {
    "loss": {"kind": "squared"},
    "optimizer": {"kind": "sgd"},
    "schedule": {"kind": "constant"},
}
SPIRAL: Mapping[str, Any] = {"dataset": {"kind": "spiral", "points": 60}}


def dense(units: int, activation: str = "tanh", **settings: Any) -> Layer:
    return {"kind": "dense", "units": units, "activation": activation, **settings}


def drawing(
    layers: Mapping[str, Layer],
    wires: Sequence[str],
    data: Mapping[str, Any] = SPIRAL,
    **training: Any,
) -> Document:
    """A document from layers by id and wires written as "a b": from a to b. A card's name is its id, capitalised."""
    nodes = [{"id": id, "name": id.capitalize(), "layer": dict(layer)} for id, layer in layers.items()]
    pairs = [wire.split() for wire in wires]
    network = {"nodes": nodes, "wires": [{"source": source, "target": target} for source, target in pairs]}
    return to_document({"network": network, "data": dict(data), "training": {**TRAINING, **training}})


def chain(*layers: Layer, data: Mapping[str, Any] = SPIRAL, output: Layer | None = None, **training: Any) -> Document:
    """input → layer1 → layer2 → … → output."""
    named: dict[str, Layer] = {"input": {"kind": "input"}}
    named |= {f"layer{number}": layer for number, layer in enumerate(layers, 1)}
    named["output"] = {"kind": "output", **(output or {})}
    ids = list(named)
    return drawing(named, [f"{a} {b}" for a, b in zip(ids, ids[1:], strict=False)], data, **training)


def branched(data: Mapping[str, Any] = SPIRAL) -> Document:
    """Two ways side by side, one with dropout and an activation of its own, that are added up."""
    return drawing(
        {
            "input": {"kind": "input"},
            "left": dense(3, "relu"),
            "drop": {"kind": "dropout", "rate": 0.5},
            "bent": {"kind": "activation", "activation": "sine"},
            "right": dense(3, "silu"),
            "sum": {"kind": "add"},
            "output": {"kind": "output"},
        },
        ["input left", "input right", "left drop", "drop bent", "bent sum", "right sum", "sum output"],
        data,
    )


def holding(document: Document, **held: Mapping[str, Any]) -> Document:
    """The document with things held in some cards, by their ids."""
    nodes = [
        node.model_copy(update={"held": Held.model_validate(held[node.id])}) if node.id in held else node
        for node in document.network.nodes
    ]
    return document.model_copy(update={"network": document.network.model_copy(update={"nodes": nodes})})


def sentences(graph: Graph) -> dict[str | None, str]:
    """What is said on each card."""
    return {problem.node: problem.sentence() for problem in graph.problems}


def random_parameters(graph: Graph, seed: int = 0, dtype: type[np.floating] = np.float64) -> Parameters:
    """Parameters that are all different from zero, biases too."""
    parameters = Parameters.zeros(graph, dtype)
    rng = np.random.default_rng(seed)
    for view in parameters.named().values():
        view[...] = rng.normal(0, 0.7, view.shape)
    return parameters


__all__ = ["branched", "build_graph", "chain", "dense", "drawing", "graph_of", "random_parameters", "sentences"]
