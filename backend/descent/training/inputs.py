"""The data as the plans read them: one array for each input card, a point a row, with a column of ones."""

import numpy as np

from descent.engine.graph import Graph
from descent.ops.calls import Array


def input_rows(graph: Graph, x: Array) -> dict[str, Array]:
    """Network inputs (N, *shape) as (N, columns + 1) for each input node, a point's numbers side by side in memory."""
    flat = x.reshape(len(x), -1)
    found: dict[str, Array] = {}
    for node in graph.nodes:
        if not node.sources:
            found[node.id] = np.ones((len(x), node.size + 1), np.float32)
            found[node.id][:, :-1] = flat[:, list(node.columns)]
    return found
