"""The data as the plans read them: one array for each input card, a point a row, with a column of ones."""

import numpy as np

from descent.engine.graph import Graph
from descent.ops.calls import Array


def input_rows(graph: Graph, x: Array) -> dict[str, Array]:
    """Network inputs (N, *shape) as (N, columns + 1) for each input node."""
    flat = x.reshape(len(x), -1)
    ones = np.ones((len(x), 1), np.float32)
    return {
        node.id: np.concatenate([flat[:, list(node.columns)], ones], axis=1) for node in graph.nodes if not node.sources
    }
