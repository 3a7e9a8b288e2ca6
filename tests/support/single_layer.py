"""One layer between what its inputs need and one number: data → dense → reshape → the layer → flatten → output.

The dense layer in front makes what comes in depend on parameters, so that its gradients tell those by the inputs. The
output weighs all numbers at random: a projection.
"""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np

from descent.data.spec import DataSpec
from descent.document.network import Network
from descent.engine.build import build_graph
from descent.engine.graph import Graph
from descent.engine.parameters import Parameters
from descent.engine.plan import Plan, compile_forward, compile_training
from descent.ops.losses.squared import Squared
from support.networks import drawing
from support.twins import Case

BATCH = 6
LAYER = "layer"


def graph_of_case(case: Case) -> Graph:
    """The graph, with problems if there are any."""
    sizes = [prod(shape) for shape in case.shapes]
    names = [f"f{number}" for number in range(sum(sizes))]
    layers: dict[str, Any] = {}
    wires: list[str] = []
    start = 0
    for number, (shape, size) in enumerate(zip(case.shapes, sizes, strict=True)):
        own = {"columns": names[start : start + size]} if len(sizes) > 1 else {}
        chain = [f"input{number}", f"before{number}", f"shape{number}"]
        layers[chain[0]] = {"kind": "input", **own}
        layers[chain[1]] = {"kind": "dense", "units": size, "activation": "linear"}
        layers[chain[2]] = {"kind": "reshape", "shape": list(shape)}
        if case.ids:
            del layers[chain.pop(1)]
        wires += [f"{a} {b}" for a, b in zip([*chain, LAYER], [*chain[1:], LAYER], strict=False) if a != b]
        start += size
    layers |= {LAYER: case.settings, "flat": {"kind": "flatten"}, "output": {"kind": "output"}}
    wires += [f"{LAYER} flat", "flat output"]
    network: Network = drawing(layers, wires).network
    spec = DataSpec(tuple(names), tuple(names), (len(names),), "regression", "table", (), "number")
    return build_graph(network, spec, Squared(), BATCH)


class SingleLayer:
    """Parameters, data and target of a case, all random and different from zero, and plans over them."""

    def __init__(self, case: Case, dtype: type[np.floating], batch: int = BATCH) -> None:
        whole = graph_of_case(case).check()
        self.graph = whole.calm() if case.calm else whole
        rng = np.random.default_rng(5)
        self.parameters, self.gradients = Parameters.zeros(self.graph, dtype), Parameters.zeros(self.graph, dtype)
        self.parameters.initialise(rng)
        for node in self.graph.nodes:
            for view in self.parameters.of(node.id).values():
                view[...] += rng.normal(0, 0.3, view.shape)
        self.start = self.parameters.vector.copy()
        shape = (batch, sum(len(node.columns) for node in self.graph.nodes if not node.sources))
        self.x = rng.integers(0, case.ids, shape).astype(dtype) if case.ids else rng.normal(0, 1, shape).astype(dtype)
        self.t = rng.normal(0, 1, (1, batch)).astype(dtype)
        self.training = compile_training(
            self.graph, self.parameters, self.gradients, Squared(), batch, batch, np.random.default_rng(0)
        )
        self.looking = compile_forward(self.graph, self.parameters, batch)

    def inputs(self) -> dict[str, np.ndarray]:
        """What each input node gives (batch, columns)."""
        return {node.id: self.x[:, list(node.columns)] for node in self.graph.nodes if not node.sources}

    def run(self, plan: Plan) -> None:
        for node, x in self.inputs().items():
            plan.feeds[node][:, :-1] = x
        if plan is self.training:
            plan.target[...] = self.t
        plan.run()

    def loss_at(self, vector: np.ndarray) -> float:
        """The mean squared error of a training run with these parameters; what it gathers is thrown away."""
        self.parameters.vector[...] = vector
        self.run(self.training)
        loss = float(np.mean((self.training.answers - self.t) ** 2))
        self.parameters.vector[...] = self.start
        return loss

    def gradient(self) -> Parameters:
        """That of the loss, at the start; statistics are as this one step leaves them."""
        self.parameters.vector[...] = self.start
        self.run(self.training)
        return self.gradients
