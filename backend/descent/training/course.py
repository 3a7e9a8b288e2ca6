"""A training under way: state, compiled steps, records. Knows nothing of edits and of what to do when it blows up."""

from collections.abc import Sequence
from math import inf, isfinite, sqrt
from time import perf_counter
from typing import Final

import numpy as np

from descent.data.load import LoadedData
from descent.document.training import Training
from descent.engine.graph import Graph
from descent.ops.schedules.constant import Constant
from descent.training.history import History, Record
from descent.training.state import Moment, State
from descent.training.workshop import outfit

SANE: Final = 2.0
"""How many times the loss that training began with a loss may be, for its moment to be worth going back to."""


class Course:
    """`good` is the last sane moment; `ceiling` the training loss up to which one counts as sane.

    `blown` is set when the training loss of an epoch is not finite; that record is not kept.
    """

    def __init__(self, training: Training, graph: Graph, data: LoadedData, state: State) -> None:
        self.training, self.graph, self.data, self.state = training, graph, data, state
        self.history = History()
        self.revision = 0
        self.ceiling = 0.0
        self.good: Moment = state.moment()
        self.compile()

    def compile(self) -> None:
        """Makes steps and judges for settings, graph and data as they are now."""
        self.shop = outfit(self.training, self.graph, self.data, self.state)
        self.resume()

    def go_to(self, moment: Moment) -> None:
        """Takes up the training at this moment."""
        self.state.restore(moment)
        self.resume()

    def resume(self) -> None:
        """Takes up the state where it is: within an epoch, or before the next one."""
        state, loop = self.state, self.shop.loop
        loop.begin(state.order, state.cursor or loop.points)
        self.blown = False
        self.set_rates()

    # ---- the learning rate ----

    @property
    def time(self) -> float:
        """Epochs since the beginning, with a fraction."""
        return self.state.epoch + self.state.cursor / self.shop.loop.points

    @property
    def next_rate(self) -> float:
        """The learning rate of a step that is made now."""
        return self._rates([self.state.cursor / self.shop.loop.points])[0]

    def set_rates(self) -> None:
        """The rate now, and those of the steps to come in this epoch."""
        self.state.update.set_rate(self.next_rate)
        constant = isinstance(self.training.schedule, Constant)
        self.shop.loop.schedule(None if constant else self._rates)

    def _rates(self, starts: Sequence[float]) -> list[float]:
        """The rates at these shares of the present epoch."""
        time = self.state.epoch - self.state.schedule_start + np.array(starts)
        return (self.training.learning_rate * self.training.schedule.factor(time)).tolist()

    # ---- steps ----

    def run(self, most: float, deadline: float, last_epoch: float) -> None:
        """Up to `most` steps, at least one, until the clock passes `deadline`, `last_epoch` ends, or it is blown."""
        state, loop = self.state, self.shop.loop
        target = state.step + most
        while state.step < target and not self.blown:
            if loop.ended:
                self.begin_epoch()
            state.step += loop.run(int(min(target - state.step, loop.points)), deadline)
            state.cursor = loop.cursor
            if loop.ended:
                self._end_epoch()
                if state.epoch >= last_epoch:
                    return
            if perf_counter() >= deadline:
                return

    def begin_epoch(self) -> None:
        """A new order of the points."""
        loop = self.shop.loop
        self.state.order[...] = self.state.generators.order.permutation(loop.points)
        loop.begin(self.state.order, 0)
        if not isinstance(self.training.schedule, Constant):
            self.set_rates()

    def _end_epoch(self) -> None:
        self.state.epoch += 1
        self.state.cursor = 0
        record = self.judge()
        if not isfinite(record.train_loss):
            self.blown = True
            return
        self.history.append(record)
        if record.train_loss <= self.ceiling:
            self.good = self.state.moment()

    # ---- records ----

    def judge(self) -> Record:
        """How good the network is now."""
        state = self.state
        train, validation = self.shop.train.judge(), self.shop.validation.judge()
        return Record(
            step=state.step,
            epoch=state.epoch,
            train_loss=train[0],
            validation_loss=validation[0],
            train_score=train[1],
            validation_score=validation[1],
            train_second=train[2],
            validation_second=validation[2],
            penalty=state.update.penalty(self.training),
            learning_rate=state.update.rate,
            gradient_norm=sqrt(state.gradients.vector.dot(state.gradients.vector)),
            revision=self.revision,
        )

    def begin_series(self) -> Record:
        """From here on losses are compared with the present one, and there is a moment to go back to."""
        record = self.judge()
        self.ceiling = SANE * record.train_loss if isfinite(record.train_loss) else inf
        self.good = self.state.moment()
        return record
