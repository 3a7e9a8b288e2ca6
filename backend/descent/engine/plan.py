"""A plan: the graph as buffers and a flat list of calls without arguments.

Inferring shapes allocates nothing, compiling allocates everything, running a plan allocates nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np

from descent.engine.buffers import Buffers, Carve, Pass
from descent.engine.graph import Graph, GraphNode
from descent.engine.held import gated, heard
from descent.engine.layout import Layout
from descent.engine.parameters import Parameters
from descent.ops.calls import Array, Calls, constant
from descent.ops.layers.site import Back, Into, Site, Value
from descent.ops.losses import Loss

NONE: Final[Mapping[str, Array]] = {}


@dataclass(frozen=True)
class Plan:
    """Calls over buffers of its own and the parameters' vector.

    feeds: for each input node an array (batch, size + 1) to write points into, with ones in the last column; target:
    (outputs, batch), to be written before a step of training, all zero where a step wants no answer; values, gradients:
    what each node gives (silent units zero), and the gradient of the loss by it (by its sums, where it has an
    activation), valid after a run; sums, answers: of the output, (outputs, batch).
    """

    batch: int
    calls: Calls
    feeds: Mapping[str, Array]
    target: Array
    values: Mapping[str, Value]
    gradients: Mapping[str, Value]
    sums: Array
    answers: Array
    bytes: int

    def run(self) -> None:
        # A BLAS kernel may raise a floating-point flag over lanes that it then throws away: what is not finite
        # shows in the numbers themselves.
        with np.errstate(all="ignore"):
            for call in self.calls:
                call()


def compile_forward(graph: Graph, parameters: Parameters, batch: int) -> Plan:
    """A plan that only looks: use mode, no gradients, buffers of its own."""
    computed = gated(graph)
    buffers = Buffers(computed, Pass(batch, training=False), parameters.vector.dtype.type)
    sites = _sites(buffers, parameters, np.random.default_rng(0))
    return _plan(graph, buffers, _forward(computed, sites), {})


def compile_training(
    graph: Graph,
    parameters: Parameters,
    gradients: Parameters,
    loss: Loss,
    batch: int,
    nominal: int,
    rng: np.random.Generator,
    arriving: Mapping[str, Array] = NONE,
    carve: Carve = Layout.carve,
    asked: float = 1.0,
) -> Plan:
    """A plan of one step up to the gradients: forwards, loss, backwards.

    The loss is summed over `batch` points and divided by `nominal`, so that a short last batch weighs by its size.
    Where a point has several steps it is the mean over those that want an answer, which are the share `asked` of all.
    `rng` is for dropout. `arriving` may have an array (size, batch) for a node, which then takes the gradient by its
    output, before its activation turns it into that by its sums.
    """
    computed = gated(graph)
    buffers = Buffers(computed, Pass(batch, training=True), parameters.vector.dtype.type, carve)
    sites = _sites(buffers, parameters, rng)
    output = graph.by_id[graph.output]
    value, gradient = buffers.values[output.id], buffers.gradient(output)
    assert gradient is not None
    calls = _forward(computed, sites)
    calls += _judged(graph, buffers, loss, (value.data, gradient.data), nominal, asked)
    for bend, at in buffers.group_bends():
        calls += bend().slope(at)
    calls += _backward(computed, sites, buffers, gradients, arriving)
    return _plan(graph, buffers, calls, {node.id: found for node in graph.nodes if (found := buffers.gradient(node))})


def _judged(
    graph: Graph, buffers: Buffers, loss: Loss, output: tuple[Array, Array], nominal: int, asked: float
) -> Calls:
    """The gradient of the loss by the output. Every step of every point is an answer by itself; no target, no slope."""
    assert graph.head is not None
    steps = graph.head.steps
    if steps == 1:
        return loss.gradient(output[0], buffers.arrays["target"], output[1], nominal)
    y, dy, t = (one.reshape(graph.head.units, -1, copy=False) for one in (*output, buffers.arrays["target"]))
    weights = buffers.arrays["asked"]
    return [
        *loss.gradient(y, t, dy, nominal * steps),
        partial(np.add.reduce, t, 0, None, weights[0]),
        partial(np.multiply, weights, constant(1 / asked, weights), weights),
        partial(np.multiply, dy, weights, dy),
    ]


def _plan(graph: Graph, buffers: Buffers, calls: Calls, gradients: Mapping[str, Value]) -> Plan:
    output = buffers.graph.output
    return Plan(
        batch=buffers.run.batch,
        calls=calls,
        feeds=buffers.feeds,
        target=buffers.arrays.get("target", np.empty((0, 0), np.float32)),
        values={node.id: buffers.values[heard(buffers.graph, node.id)] for node in graph.nodes},
        gradients=gradients,
        sums=buffers.arrays.get("sums", buffers.values[output].rows[:-1]),
        answers=buffers.values[output].rows[:-1],
        bytes=buffers.layout.bytes,
    )


def _sites(buffers: Buffers, parameters: Parameters, rng: np.random.Generator) -> dict[str, Site]:
    def site(node: GraphNode) -> Site:
        return Site(
            inputs=tuple(buffers.values[source] for source in node.sources),
            output=buffers.values[node.id],
            bend=buffers.bend(node),
            blocks=parameters.blocks.get(node.id, {}),
            buffers=buffers.of(node),
            rng=rng,
        )

    return {
        node.id: site(node)
        for node in buffers.graph.nodes
        if node.sources and not node.layer.passes(buffers.run.training)
    }


def _forward(graph: Graph, sites: Mapping[str, Site]) -> Calls:
    return [call for name, site in sites.items() for call in graph.by_id[name].layer.forward(site)]


def _backward(
    graph: Graph,
    sites: Mapping[str, Site],
    buffers: Buffers,
    gradients: Parameters,
    arriving: Mapping[str, Array],
) -> Calls:
    """From the output to the inputs. The first gradient that reaches a node is written, others are added."""
    calls: Calls = []
    written: set[str] = set()

    def into(source: str) -> Into | None:
        node = graph.by_id[source]
        gradient, root = buffers.gradient(node), buffers.roots[source]
        if gradient is None:
            return None
        if root not in written:
            written.add(root)
            return Into(gradient)
        scratch, whole = buffers.scratch(node), gradient.rows[:-1]
        return Into(scratch, (partial(np.add, whole, scratch.rows[:-1], whole),))

    for name, site in reversed(list(sites.items())):
        node = graph.by_id[name]
        if (gradient := buffers.gradient(node)) is not None:
            if name in arriving:
                calls.append(partial(np.copyto, arriving[name], gradient.rows[:-1]))
            back = Back(gradient, gradients.blocks.get(name, {}), tuple(map(into, node.sources)), graph.fused(name))
            calls += node.layer.backward(site, back)
    return calls
