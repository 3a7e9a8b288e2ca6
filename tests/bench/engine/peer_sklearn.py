"""scikit-learn's MLPClassifier. It has no tanh output and no squared error for classes: those rows are without it.

Measured in two ways: `partial_fit`, one call a batch, which is how a step is asked for as of the others; and `fit`,
whose loop asks for nothing between its steps and finds its points in order.
"""

from __future__ import annotations

import warnings
from time import process_time

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import log_loss
from sklearn.neural_network import MLPClassifier

from bench.engine.cases import RATE, Case, Points, Solver, Weights

EPOCHS = 3
"""Epochs of one call, so that what a call costs once is spread over many steps."""


class ScikitLearn:
    name = "scikit-learn partial_fit"
    within = "scikit-learn fit"

    def __init__(self, case: Case, solver: Solver, weights: Weights, given: Points, order: np.ndarray) -> None:
        self.model = MLPClassifier(
            case.widths[1:-1],
            activation=case.activation,
            solver=solver,
            alpha=0,
            batch_size=case.batch,
            learning_rate_init=RATE[solver],
            momentum=0,
            nesterovs_momentum=False,
            shuffle=False,
            warm_start=True,
            tol=0,
            n_iter_no_change=10**9,
        )
        self.x, self.y = given.x, given.y
        self.ordered = given.x[order], given.y[order]
        self.steps = len(order) // case.batch
        self.batches = np.split(order, self.steps)
        self._fit(1)  # makes the arrays, which then take on the common weights
        for ours, bias, (weight, other) in zip(self.model.coefs_, self.model.intercepts_, weights, strict=True):
            ours[...] = weight.T
            bias[...] = other

    def _fit(self, epochs: int) -> None:
        self.model.set_params(max_iter=epochs)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            self.model.fit(*self.ordered)

    def epoch(self) -> None:
        self._fit(1)

    def loss(self) -> float:
        said = self.model.predict_proba(self.x).astype(np.float64)
        return float(log_loss(self.y, said / said.sum(1, keepdims=True)))

    def time(self) -> float:
        self.model.set_params(warm_start=False)  # with it, a batch that lacks a class would be refused
        began = process_time()
        for rows in self.batches:
            self.model.partial_fit(self.x[rows], self.y[rows])
        return (process_time() - began) / self.steps

    def time_within(self) -> float:
        """Seconds a step of `fit`."""
        self.model.set_params(warm_start=True)
        began = process_time()
        self._fit(EPOCHS)
        return (process_time() - began) / (EPOCHS * self.steps)
