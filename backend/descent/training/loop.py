"""The steps of an epoch: points in, plan, update. This is where the time goes; a step allocates nothing."""

from collections.abc import Callable, Mapping, Sequence
from time import perf_counter
from typing import Any

from descent.data.arrays import Ints
from descent.engine.plan import Plan
from descent.ops.calls import Array, Calls
from descent.training.update import Update

Takes = list[tuple[Callable[..., Any], int, Array]]


class Loop:
    """Walks through the points in a given order, a batch a step; the last batch may be short.

    `inputs` (N, columns + 1) and `targets` (outputs, N) are gathered straight into the buffers of a plan, which
    `compile` makes for a batch of any size.
    """

    def __init__(
        self, compile_plan: Callable[[int], Plan], inputs: Mapping[str, Array], targets: Array, batch_size: int
    ) -> None:
        self.points = targets.shape[1]
        self.batch = min(batch_size, self.points)
        self._compile, self._inputs, self._targets = compile_plan, inputs, targets
        self._plans: dict[int, tuple[Plan, Takes, Calls]] = {}
        self._update: Calls = []
        self._set_rate: Callable[[float], None] = lambda _: None
        self._rows: list[Ints] = []
        self._rates: Sequence[float] | None = None
        self._start = self._index = 0
        self.last: Plan | None = None

    def follow(self, update: Update) -> None:
        """Ends every step with these calls from now on."""
        self._update, self._set_rate = update.calls, update.set_rate
        self._plans = {size: (plan, takes, plan.calls + update.calls) for size, (plan, takes, _) in self._plans.items()}

    def begin(self, order: Ints, cursor: int) -> None:
        """Goes through `order` from position `cursor` on. Views are taken: what is written to `order` counts."""
        self._rows = [order[start : start + self.batch] for start in range(cursor, self.points, self.batch)]
        self._start, self._index, self._rates = cursor, 0, None

    def schedule(self, rates: Callable[[list[float]], Sequence[float]] | None) -> None:
        """`rates` gives the learning rates from the shares of the epoch that are done when each step begins."""
        starts = [(self._start + index * self.batch) / self.points for index in range(len(self._rows))]
        self._rates = rates(starts) if rates else None

    @property
    def cursor(self) -> int:
        """Points of this epoch that have been trained on; all of them at its end."""
        return min(self._start + self._index * self.batch, self.points)

    @property
    def ended(self) -> bool:
        return self._index == len(self._rows)

    def run(self, most: int, deadline: float) -> int:
        """Up to `most` steps within this epoch, one at least, until the clock passes `deadline`; returns how many."""
        began = self._index
        stop = min(began + most, len(self._rows))
        while self._index < stop:
            size = len(self._rows[self._index])
            # All batches but the last are of one size.
            last = stop if len(self._rows[stop - 1]) == size else stop - 1
            if not self._walk(size, last, deadline):
                break
        return self._index - began

    def _walk(self, size: int, stop: int, deadline: float) -> bool:
        """Steps with batches of one size. False when the time is over."""
        self.last, takes, calls = self._plan(size)
        rows, rates, set_rate = self._rows, self._rates, self._set_rate
        for index in range(self._index, stop):
            if rates is not None:
                set_rate(rates[index])
            row = rows[index]
            for take, axis, out in takes:
                take(row, axis, out, "clip")
            for call in calls:
                call()
            if perf_counter() >= deadline:
                self._index = index + 1
                return False
        self._index = stop
        return True

    def rehearse(self) -> Plan:
        """Runs the next batch through without an update, and stays where it is."""
        row = self._rows[self._index]
        plan, takes, _ = self._plan(len(row))
        for take, axis, out in takes:
            take(row, axis, out, "clip")
        plan.run()
        return plan

    def _plan(self, size: int) -> tuple[Plan, Takes, Calls]:
        if size not in self._plans:
            plan = self._compile(size)
            takes: Takes = [(rows.take, 0, plan.feeds[node]) for node, rows in self._inputs.items()]
            takes.append((self._targets.take, 1, plan.target))
            self._plans[size] = plan, takes, plan.calls + self._update
        return self._plans[size]
