"""Many runs at once that differ in seeds, learning rates or initial weights only: one plan for all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from descent.data.arrays import Numbers
from descent.document import Document
from descent.engine.build import graph_of
from descent.engine.parameters import Parameters
from descent.engine.plan import compile_training
from descent.engine.stack import MOST_RUNS, Stack, Unstackable
from descent.ops.calls import Array, Calls
from descent.problems import DescentError, Problem
from descent.training.edits import load
from descent.training.inputs import input_rows
from descent.training.judge import Judge
from descent.training.loading import fitting
from descent.training.objective import Objective
from descent.training.state import fresh_state
from descent.training.trainer import Trainer
from descent.training.update import Update

FREE: Final = ("seed", "learning_rate")
"""What of the training may differ. Of the network it is how weights begin."""


FLOAT: Final = np.dtype(np.float32)


@dataclass(frozen=True)
class Standing:
    """How good one run is: losses without the penalty, and scores (accuracy, or R² for numbers)."""

    train_loss: float
    validation_loss: float
    train_score: float
    validation_score: float


@dataclass(frozen=True)
class Lap:
    """The calls of a step with so many points, and where points go: rows and targets of all runs (runs, batch, …)."""

    calls: Calls
    feeds: Sequence[tuple[Array, Array]]
    taken: Array
    target: Array


class Race:
    """Trains up to 64 documents side by side, each to the very bits that its own `Trainer` would have come to.

    They have the same data and the same network, and differ in `training.seed`, `training.learning_rate` and in how
    weights begin. A step of the race is a step of every run. A run that blows up becomes not a number and leaves the
    others alone.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        """Raises GraphError, and DescentError where the documents differ in more or can't run in one plan."""
        _check(documents)
        self.documents = tuple(documents)
        self.graph = graph_of(documents[0]).check()
        self.data = load(documents[0].data)
        self.step_count = self.epoch = self._cursor = 0
        self._training, self._points = documents[0].training, len(self.data.train)
        self._states = [fresh_state(graph_of(one).check(), one.training, self._points) for one in documents]
        self._batch = min(self._training.batch_size, self._points)
        assert self.graph.head is not None
        self._objective = Objective(self._training.loss, self.graph.head, self.data)
        self._inputs = input_rows(self.graph, self.data.train.x)
        self._targets = np.ascontiguousarray(self._objective.targets(self.data.train).T)
        self._orders = np.zeros((len(documents), self._points), np.int64)
        self._rates: list[list[float]] = []
        self._rated: list[float] = []
        try:
            self._compile()
        except Unstackable as call:
            raise DescentError(Problem(code="race.cannot_stack", params={"call": str(call)[:80]})) from None

    def _compile(self) -> None:
        graph, own = self.graph, self._states[0]
        dropout = own.generators.dropout
        self._stack = stack = Stack(
            len(self.documents), {id(dropout): [state.generators.dropout for state in self._states]}
        )
        size = len(own.parameters.vector)
        self._vectors, gradients = stack.zeros((size,), FLOAT), stack.zeros((size,), FLOAT)
        parameters, slopes = Parameters(graph, self._vectors[0]), Parameters(graph, gradients[0])
        self._update = Update(parameters, slopes, self._training)
        self._update.rest(own.holding.resting)
        self._factors = [stack.of(factor) for factor in self._update.rates]
        descent = stack.lift([*self._update.shaping, *self._update.descending])
        asked = self._objective.asked(self.data.train)
        self._laps: dict[int, Lap] = {}
        for batch in {self._batch, self._points % self._batch or self._batch}:
            plan = compile_training(
                graph,
                parameters,
                slopes,
                self._training.loss,
                batch,
                nominal=self._batch,
                rng=dropout,
                carve=stack.carve,
                asked=asked,
            )
            self._laps[batch] = Lap(
                [*stack.lift(plan.calls), *descent],
                [(self._inputs[node], stack.of(feed)) for node, feed in plan.feeds.items()],
                np.empty((stack.runs, batch, self._targets.shape[1]), np.float32),
                stack.of(plan.target).transpose(0, 2, 1),
            )
        stack.spread()
        for vector, state in zip(self._vectors, self._states, strict=True):
            vector[...] = state.parameters.vector

    # ---- training ----

    def step(self) -> None:
        """One update of every run."""
        if self._cursor == 0:
            self._begin_epoch()
        rows = self._orders[:, self._cursor : self._cursor + self._batch]
        self.step_count += 1
        rates = self._rates[self._cursor // self._batch]
        if self._update.optimizer.counts_steps or rates is not self._rated:
            self._set_rates(rates)
        lap = self._laps[rows.shape[1]]
        for inputs, feed in lap.feeds:
            inputs.take(rows, 0, feed, "clip")
        self._targets.take(rows, 0, lap.taken, "clip")
        np.copyto(lap.target, lap.taken)
        with np.errstate(all="ignore"):
            for call in lap.calls:
                call()
        self._cursor += rows.shape[1]
        if self._cursor == self._points:
            self._cursor, self.epoch = 0, self.epoch + 1

    def run(self, epochs: int) -> list[Standing]:
        """Trains until so many more epochs are completed. Returns how good each run is then."""
        last = self.epoch + epochs
        while self.epoch < last:
            self.step()
        return self.evaluate()

    def _begin_epoch(self) -> None:
        for order, state in zip(self._orders, self._states, strict=True):
            order[...] = state.generators.order.permutation(self._points)
        times = self.epoch + np.arange(0, self._points, self._batch) / self._points
        factors = self._training.schedule.factor(times)
        rates = [(one.training.learning_rate * factors).tolist() for one in self.documents]
        self._rates = [list(now) for now in zip(*rates, strict=True)]
        if self._rates.count(self._rates[0]) == len(self._rates):
            self._rates = [self._rates[0]] * len(self._rates)

    def _set_rates(self, rates: list[float]) -> None:
        self._rated = rates
        known = {rate: self._update.optimizer.rates(self.step_count, rate) for rate in set(rates)}
        for place, factor in enumerate(self._factors):
            factor[...] = [known[rate][place] for rate in rates]

    # ---- looking ----

    def evaluate(self) -> list[Standing]:
        """Every run on both splits, in use mode. Changes nothing."""
        return [self._standing(Parameters(self.graph, vector)) for vector in self._vectors]

    def _standing(self, parameters: Parameters) -> Standing:
        splits = (self.data.train, self.data.validation)
        with np.errstate(all="ignore"):
            train, validation = (Judge(self.graph, parameters, self._objective, one).judge() for one in splits)
        return Standing(train[0], validation[0], train[1], validation[1])

    def parameters(self, run: int) -> dict[str, Array]:
        """Copies of a run's parameters by name."""
        named = Parameters(self.graph, self._vectors[run]).named()
        return {name: np.array(view, order="C") for name, view in named.items()}

    def load_parameters(self, run: int, parameters: Mapping[str, Numbers]) -> None:
        """Other weights for a run to go on from. Raises DescentError if they don't fit."""
        ours = Parameters(self.graph, self._vectors[run])
        given = fitting(parameters, ours)
        for name, view in ours.named().items():
            view[...] = given[name]

    def trainer(self, run: int) -> Trainer:
        """A trainer that goes on where this run is, bit for bit. The race is not changed by what it does."""
        state = self._states[run]
        moments = [self._stack.of(moment)[run] for moment in self._update.moments]
        state.parameters.vector[...] = self._vectors[run]
        for ours, theirs in zip(state.update.moments, moments, strict=True):
            ours[...] = theirs
        state.update.steps = self.step_count if state.update.optimizer.counts_steps else 0
        state.step, state.epoch, state.cursor = self.step_count, self.epoch, self._cursor
        state.order[...] = self._orders[run]
        return Trainer.at(self.documents[run], state.moment())


def _check(documents: Sequence[Document]) -> None:
    """Raises DescentError unless there are 1 to 64 that differ in nothing but what may."""
    if not 1 <= len(documents) <= MOST_RUNS:
        raise DescentError(Problem(code="race.runs", params={"got": len(documents), "limit": MOST_RUNS}))
    first = _fixed(documents[0])
    for number, document in enumerate(documents[1:], 2):
        if (other := _fixed(document)) != first:
            part = next(name for name in first if first[name] != other[name])
            raise DescentError(Problem(code="race.differs", params={"number": number, "part": part}))


def _fixed(document: Document) -> dict[str, Any]:
    """What must be the same in all documents of a race."""
    found: dict[str, Any] = document.model_dump(mode="json")
    for name in FREE:
        del found["training"][name]
    for node in found["network"]["nodes"]:
        node["layer"] = {name: value for name, value in node["layer"].items() if not name.endswith("_init")}
    return {name: found[name] for name in ("network", "data", "training")}
