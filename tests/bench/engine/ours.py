"""Our side: the trainer that the product runs, on given points."""

from __future__ import annotations

from math import inf
from time import process_time
from typing import Any

import numpy as np

from bench.engine.cases import RATE, Case, Points, Solver, Weights
from descent.data.features import FeatureMap
from descent.data.load import LoadedData, Split
from descent.data.spec import DataSpec
from descent.document import Document
from descent.engine.build import build_graph
from descent.training.course import Course
from descent.training.state import fresh_state
from descent.training.trainer import Trainer
from support.networks import chain, dense, drawing


def document_of(case: Case, solver: Solver) -> Document:
    hidden = case.layers or [dense(width, case.activation) for width in case.widths[1:-1]]
    training: Any = {
        "loss": {"kind": case.loss},
        "optimizer": {"kind": solver},
        "learning_rate": RATE[solver],
        "batch_size": case.batch,
    }
    if not case.wires:
        return chain(*hidden, **training)
    named = {f"layer{number}": layer for number, layer in enumerate(hidden, 1)}
    return drawing({"input": {"kind": "input"}, **named, "output": {"kind": "output"}}, case.wires, **training)


def loaded(case: Case, given: Points) -> LoadedData:
    names = tuple(f"c{number}" for number in range(case.widths[0]))
    classes = tuple(map(str, range(max(2, case.widths[-1]))))
    shape = case.shape or (len(names),)
    modality = "image" if case.shape else "table"
    spec = DataSpec(names, names, shape, "classification", modality, classes, "class")
    train = Split(given.x, given.y, given.x)
    few = Split(given.x[: case.batch], given.y[: case.batch], given.x[: case.batch])
    return LoadedData(spec, train, few, FeatureMap(None, spec.shape))


class Ours:
    """A `Trainer` on points of our choice instead of a dataset's."""

    def __init__(self, case: Case, solver: Solver, given: Points) -> None:
        document, data = document_of(case, solver), loaded(case, given)
        training = document.training
        graph = build_graph(document.network, data.spec, training.loss, training.batch_size).check()
        self.trainer = trainer = Trainer.__new__(Trainer)
        trainer.document, trainer.diverged, trainer._guard = document, None, None
        trainer._course = Course(training, graph, data, fresh_state(graph, training, len(data.train)))
        self.graph = graph
        self._layers = [f"layer{number}" for number in range(1, len(case.widths) - 1)] + ["output"]

    def weights(self) -> Weights:
        taken = self.trainer.parameters()
        return [(taken[f"{layer}.weight"], taken[f"{layer}.bias"]) for layer in self._layers]

    def epoch(self) -> np.ndarray:
        """A whole epoch; returns the order in which the points came."""
        self.trainer.run(epochs=1)
        return self.trainer._course.state.order.copy()

    def loss(self) -> float:
        return self.trainer.evaluate().train_loss

    def time(self, steps: int) -> float:
        """Seconds a step within an epoch, with everything that the product does for it: data, update, clock, looks."""
        trainer = self.trainer
        trainer.advance(inf, steps=1)  # begins the epoch
        began = process_time()
        done = trainer.advance(inf, steps=steps - 2)
        taken = process_time() - began
        trainer.run(epochs=1)
        return taken / done

    def time_bare(self, steps: int) -> float:
        """Seconds a step of the plan and the update alone: no data, no clock, no looking whether it blew up."""
        course: Any = self.trainer._course
        _, _, calls = course.shop.loop._plan(course.shop.loop.batch)
        began = process_time()
        for _ in range(steps):
            for call in calls:
                call()
        return (process_time() - began) / steps
