"""PyTorch, eager: the loop of its tutorials."""

from __future__ import annotations

from time import process_time

import numpy as np
import torch
from torch import nn

from bench.engine.cases import RATE, Case, Points, Solver, Weights


class Torch:
    name = "PyTorch eager"

    def __init__(self, case: Case, solver: Solver, weights: Weights, given: Points, order: np.ndarray) -> None:
        torch.set_num_threads(1)
        bend = {"tanh": nn.Tanh, "relu": nn.ReLU}[case.activation]
        layers: list[nn.Module] = []
        for weight, bias in weights:
            layer = nn.Linear(weight.shape[1], weight.shape[0])
            with torch.no_grad():
                layer.weight.copy_(torch.tensor(weight))
                layer.bias.copy_(torch.tensor(bias))
            layers += [layer, bend()]
        head = [nn.Tanh()] if case.loss == "squared" else []
        self.model = nn.Sequential(*layers[:-1], *head)
        classes = case.loss == "categorical_cross_entropy"
        self.loss_of = {
            "squared": nn.MSELoss(),
            "binary_cross_entropy": nn.BCEWithLogitsLoss(),
            "categorical_cross_entropy": nn.CrossEntropyLoss(),
        }[case.loss]
        kind = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}[solver]
        self.optimizer = kind(self.model.parameters(), lr=RATE[solver])
        self.x, self.t = torch.tensor(given.x), torch.tensor(given.y if classes else given.t)
        self.batches = torch.tensor(order).split(case.batch)

    def epoch(self) -> None:
        for rows in self.batches:
            self.optimizer.zero_grad()
            self.loss_of(self.model(self.x[rows]), self.t[rows]).backward()
            self.optimizer.step()

    def loss(self) -> float:
        with torch.no_grad():
            return float(self.loss_of(self.model(self.x), self.t))

    def time(self) -> float:
        began = process_time()
        self.epoch()
        return (process_time() - began) / len(self.batches)
