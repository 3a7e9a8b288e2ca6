"""What a graph would cost, worked out before anything is allocated, and whether that is allowed."""

from dataclasses import replace
from typing import Final

from descent.engine.buffers import Pass, layout_of
from descent.engine.graph import Graph, GraphNode
from descent.engine.held import gated
from descent.engine.parameters import vector_size
from descent.limits import MAX_PARAMETERS, MAX_PLAN_BYTES
from descent.problems import Problem

EVALUATED_AT_ONCE: Final = 1024
"""Points that go through the network together when a whole split is judged, at most."""

JUDGING_BYTES: Final = 32 * 1024 * 1024
"""What the buffers of judging may take, before fewer points go together: more would not stay in the cache."""

SOUNDED_AT_ONCE: Final = 128
"""Points of the sample that the coach sends through the network, forwards and backwards, at most."""

SOUNDING_BYTES: Final = 64 * 1024 * 1024
"""What the buffers of a sounding may take, before it takes fewer points."""

VECTORS: Final = 19
"""Vectors as long as the parameters, at most: parameters, gradient, scratch, mask, two factors of penalties, three
moments (AMSGrad); and twice, to go back to, the parameters and the moments; the gradient of a sounding. Muon has a
moment less, and needs up to four to work out a step."""


def over_budget(graph: Graph, batch_size: int) -> Graph:
    """The same graph with its bytes, and with a problem on its largest card when they or the parameters are too many.

    Counted are the vectors, the plans of a whole and of a short batch, of a sounding, and the plan that judges.
    """
    largest = max(graph.nodes, key=lambda node: node.parameters)
    if graph.parameter_count > MAX_PARAMETERS:
        return _refused(graph, largest, "graph.too_many_parameters", graph.parameter_count, MAX_PARAMETERS)
    computed = gated(graph)
    steps = layout_of(computed, Pass(batch_size, training=True)).bytes
    judging = layout_of(computed, Pass(evaluated_at_once(graph), training=False)).bytes
    sounding = layout_of(computed, Pass(sounded_at_once(graph), training=True)).bytes
    total = 4 * VECTORS * vector_size(graph) + 2 * steps + judging + sounding
    if total > MAX_PLAN_BYTES:
        widest = max(graph.nodes, key=lambda node: node.size)
        graph = _refused(graph, widest, "graph.too_many_bytes", -(-total // 2**20), MAX_PLAN_BYTES // 2**20)
    return replace(graph, bytes=total)


def evaluated_at_once(graph: Graph) -> int:
    """How many points go through this network together when a split is judged."""
    return _fitting(graph, Pass(EVALUATED_AT_ONCE, training=False), JUDGING_BYTES)


def sounded_at_once(graph: Graph) -> int:
    """How many points a sounding has at most."""
    return _fitting(graph, Pass(SOUNDED_AT_ONCE, training=True), SOUNDING_BYTES)


def _fitting(graph: Graph, run: Pass, most: int) -> int:
    computed, points = gated(graph), run.batch
    while points > 1 and layout_of(computed, replace(run, batch=points)).bytes > most:
        points //= 2
    return points


def _refused(graph: Graph, node: GraphNode, code: str, got: int, limit: int) -> Graph:
    problem = Problem(code=code, params={"got": got, "limit": limit, "name": node.name}, node=node.id)
    return replace(graph, problems=(problem,))
