"""Where the numbers blew up first, and why, in words."""

from math import isfinite

import numpy as np

from descent.engine.graph import Graph, GraphNode
from descent.engine.parameters import Parameters
from descent.engine.plan import Plan
from descent.ops.calls import Array
from descent.problems import Problem


def finite(vector: Array) -> bool:
    """Whether all numbers are: a sum is infinite or NaN as soon as one of them is."""
    return isfinite(np.add.reduce(vector))


def diagnose(
    graph: Graph, plan: Plan, parameters: Parameters, gradients: Parameters, step: int, rate: float, loss_only: bool
) -> Problem:
    """What went wrong in this step, whose forward and backward run are in the plan and whose update is not made yet.

    The first layer, forwards, whose answers are not finite; else the first, backwards, whose gradient is not; else the
    one with the largest gradient, whose update overshot. `loss_only`: all numbers are finite, but the loss is not.
    """

    def problem(code: str, node: GraphNode, seen: float) -> Problem:
        params: dict[str, str | int | float] = {"step": step, "rate": f"{rate:.3g}", "seen": f"{seen:.3g}"}
        return Problem(code=code, params={"name": node.name, **params}, node=node.id)

    for node in graph.nodes:
        if not _finite(plan.values[node.id].data):
            return problem("diverged.answers", node, _largest(parameters.vector))
    for node in reversed(graph.nodes):
        if not all(map(_finite, gradients.of(node.id).values())):
            return problem("diverged.gradient", node, _largest(parameters.vector))
    if loss_only:
        return problem("diverged.loss", graph.by_id[graph.output], _largest(plan.answers))
    blamed = max(graph.nodes, key=lambda node: _largest(*gradients.of(node.id).values()))
    return problem("diverged.update", blamed, _largest(*gradients.of(blamed.id).values()))


def _finite(array: Array) -> bool:
    return bool(np.isfinite(array).all())


def _largest(*arrays: Array) -> float:
    return max((float(np.abs(array).max()) for array in arrays if array.size), default=0.0)
