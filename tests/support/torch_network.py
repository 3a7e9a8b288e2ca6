"""A network of ours as a module of PyTorch's: node for node, so that its state dict has our names."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import Any

from descent.engine.graph import Graph
from support.twins import TWINS
from support.twins.base import Twin


def torch_network(torch: ModuleType, graph: Graph, *, sums: bool = False) -> Any:
    """`forward` takes what each input gives, (batch, *shape) by its id, and returns the answers, (batch, …).

    `sums`: of the output what it says before its activation.
    """
    twins = {
        node.id: TWINS[node.layer.model_dump()["kind"]](torch, node.layer, node.inputs)
        for node in graph.nodes
        if node.sources
    }

    if sums:
        last = twins[graph.output]
        twins[graph.output] = Twin(lambda linear, x: linear(x), last.module)

    class Network(torch.nn.Module):  # type: ignore[name-defined, misc]
        def __init__(self) -> None:
            super().__init__()
            for id, twin in twins.items():
                if twin.module is not None:
                    self.add_module(id, twin.module)

        def forward(self, x: Mapping[str, Any]) -> Any:
            values = dict(x)
            for node in graph.nodes:
                if node.sources:
                    twin = twins[node.id]
                    values[node.id] = twin.call(twin.module, *(values[source] for source in node.sources))
            self.values = values
            return values[graph.output]

    return Network()
