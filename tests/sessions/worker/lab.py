"""A runner without a process: orders in, turns on demand, reports in a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from pydantic import BaseModel

from descent.document import Document
from descent.sessions import orders, reports
from descent.sessions.config import SessionConfig
from descent.sessions.history import Rows
from descent.sessions.machine import Move
from descent.sessions.worker.runner import Runner
from descent.wire.events import State
from descent.wire.metrics import WIDTH

MOST_TURNS = 20_000
R = TypeVar("R", bound=BaseModel)


class Lab:
    def __init__(self, begin: Document | tuple[orders.RestoreOrder, bytes], **config: Any) -> None:
        self.reports: list[tuple[Any, bytes]] = []
        self.moves = 0
        config = SessionConfig(**config)
        if isinstance(begin, Document):
            order: Any = orders.OpenOrder(session=1, document=begin, revision=0, pace=None, records=0, moves=0)
            raw = b""
        else:
            order, raw = begin
            self.moves = order.moves
        self.runner = Runner(order, raw, lambda report, data: self.reports.append((report, data)), config)

    def move(self, move: Move, unit: Any = None) -> None:
        self.moves += 1
        self.runner.obey(orders.MoveOrder(session=1, number=self.moves, move=move, unit=unit))

    def edit(self, document: Document, revision: int) -> None:
        self.runner.obey(orders.EditOrder(session=1, document=document, revision=revision))

    def work(self, until: Callable[[], bool]) -> None:
        for _ in range(MOST_TURNS):
            if until():
                return
            self.runner.work()
        raise AssertionError(f"not reached in {MOST_TURNS} turns; the last reports: {self.reports[-3:]!r}"[:2_000])

    def train_to(self, step: int) -> None:
        self.work(lambda: self.runner.step >= step)

    def work_until_state(self, *states: State) -> reports.StandingReport:
        """Until the last move is done and has led to one of these states."""

        def arrived() -> bool:
            told = self.all(reports.StandingReport)[-1:]
            return any(report.moves == self.moves and report.standing.state in states for report in told)

        self.work(arrived)
        return self.standing

    def all(self, kind: type[R]) -> list[R]:
        return [report for report, _ in self.reports if isinstance(report, kind)]

    def last(self, kind: type[R]) -> tuple[R, bytes]:
        return next((report, raw) for report, raw in reversed(self.reports) if isinstance(report, kind))

    @property
    def standing(self) -> reports.StandingReport:
        return self.last(reports.StandingReport)[0]

    @property
    def records(self) -> Rows:
        parts = [
            np.frombuffer(raw).reshape(-1, WIDTH)
            for report, raw in self.reports
            if isinstance(report, reports.RecordsReport)
        ]
        return np.concatenate(parts) if parts else np.empty((0, WIDTH))

    def parameters(self) -> dict[str, np.ndarray[Any, Any]]:
        self.runner.obey(orders.ParametersOrder(session=1, request=1))
        report, raw = self.last(reports.ArraysReport)
        return dict(orders.arrays(report.tensors, raw))


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Bit for bit."""
    return one.keys() == other.keys() and all(one[name].tobytes() == other[name].tobytes() for name in one)
