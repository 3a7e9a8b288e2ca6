"""PyTorch, eager, for networks of any layers: each layer is PyTorch's own module."""

from __future__ import annotations

from collections.abc import Mapping
from time import process_time

import numpy as np
import torch

from bench.engine.cases import RATE, Case, Points, Solver
from descent.engine.graph import Graph
from descent.ops.calls import Array
from support.torch_network import torch_network


class TorchLayers:
    """Begins with the given parameters. The loss works on the output's sums, as in PyTorch's tutorials."""

    name = "PyTorch eager"

    def __init__(
        self,
        case: Case,
        solver: Solver,
        graph: Graph,
        parameters: Mapping[str, Array],
        given: Points,
        order: np.ndarray,
    ) -> None:
        torch.set_num_threads(1)
        self.model = torch_network(torch, graph, sums=True)
        self.model.load_state_dict({name: torch.tensor(np.array(view)) for name, view in parameters.items()})
        kind = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}[solver]
        self.optimizer = kind(self.model.parameters(), lr=RATE[solver])
        self.x, self.y = torch.tensor(given.x).reshape(-1, *case.shape), torch.tensor(given.y)
        self.batches = torch.tensor(order).split(case.batch)
        self.loss_of = torch.nn.CrossEntropyLoss()

    def epoch(self) -> None:
        for rows in self.batches:
            self.optimizer.zero_grad()
            self.loss_of(self.model({"input": self.x[rows]}), self.y[rows]).backward()
            self.optimizer.step()

    def loss(self) -> float:
        with torch.no_grad():
            return float(self.loss_of(self.model({"input": self.x}), self.y))

    def time(self) -> float:
        began = process_time()
        self.epoch()
        return (process_time() - began) / len(self.batches)
