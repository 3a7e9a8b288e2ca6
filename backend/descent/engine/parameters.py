"""All parameters of a network in one vector, and the same vector seen by layer and by name."""

from collections.abc import Mapping
from math import prod
from operator import ge, mul

import numpy as np

from descent.engine.graph import Graph
from descent.ops.calls import Array


def vector_size(graph: Graph) -> int:
    """Length of the vector: parameters, and the zero columns of layers without a bias."""
    return sum(prod(shape) for node in graph.nodes for shape in node.blocks.values())


class Parameters:
    """A vector as the blocks of a graph's layers. Also holds what is laid out alike: gradients, moments, masks."""

    def __init__(self, graph: Graph, vector: Array) -> None:
        self.graph, self.vector = graph, vector
        self.blocks: dict[str, dict[str, Array]] = {}
        start = 0
        for node in graph.nodes:
            self.blocks[node.id] = {}
            for name, shape in node.blocks.items():
                self.blocks[node.id][name] = vector[start : start + prod(shape)].reshape(shape)
                start += prod(shape)

    @classmethod
    def zeros(cls, graph: Graph, dtype: type[np.floating] = np.float32) -> "Parameters":
        return cls(graph, np.zeros(vector_size(graph), dtype))

    def of(self, node: str) -> Mapping[str, Array]:
        """Views of one layer's parameters by PyTorch's names: weight, bias."""
        return self.graph.by_id[node].layer.parameters(self.blocks[node])

    def index_of(self, node: str, unit: int, column: int | None) -> int | None:
        """Where in the vector a unit's weight for an input lies (None: its bias); None where there is no such place."""
        if node not in self.graph.by_id:
            return None
        view = self.of(node).get("bias" if column is None else "weight")
        place = (unit,) if column is None else (unit, column)
        if view is None or view.ndim != len(place) or any(map(ge, place, view.shape)):
            return None
        offset = view.ctypes.data - self.vector.ctypes.data
        return (offset + sum(map(mul, place, view.strides))) // self.vector.itemsize

    def statistics_of(self, node: str) -> Mapping[str, Array]:
        """Views of what one layer gathers while it is trained: running_mean, running_var."""
        return self.graph.by_id[node].layer.statistics(self.blocks[node])

    @property
    def gathers(self) -> bool:
        """Whether any layer has statistics, so that a step of training writes more than gradients."""
        return any(self.statistics_of(node.id) for node in self.graph.nodes)

    def named(self) -> dict[str, Array]:
        """Views of all, statistics too, by their public names: "<node id>.weight"."""
        return {f"{node.id}.{name}": view for node in self.graph.nodes for name, view in self._all_of(node.id).items()}

    def apart(self) -> dict[str, Array]:
        """As `named`; what is stacked has an axis for that in front, so that its parts can be compared part by part."""
        return {
            f"{node.id}.{name}": _apart(view, node.layer.stacked(name))
            for node in self.graph.nodes
            for name, view in self._all_of(node.id).items()
        }

    def _all_of(self, node: str) -> Mapping[str, Array]:
        return {**self.of(node), **self.statistics_of(node)}

    def initialise(self, rng: np.random.Generator) -> None:
        """What the settings of each layer say, drawn in the order of the graph."""
        for node in self.graph.nodes:
            node.layer.initialise(self._all_of(node.id), rng)


def _apart(view: Array, parts: int) -> Array:
    return view if parts == 1 else view.reshape(parts, -1, *view.shape[1:], copy=False)


def weights_mask(graph: Graph) -> Array:
    """1 where the vector holds a weight, 0 where it holds a bias, a statistic or nothing."""
    mask = Parameters.zeros(graph)
    for node in graph.nodes:
        for name, view in mask.of(node.id).items():
            view[...] = 0 if name.rpartition(".")[2].startswith("bias") else 1
    return mask.vector
