"""A session, a worker that only writes down what it is told, and people in front of it."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from pydantic import BaseModel

from descent.sessions import orders, reports
from descent.sessions.client import Client
from descent.sessions.config import SessionConfig
from descent.sessions.session import Session
from descent.wire.commands import COMMAND
from descent.wire.events import State, StateInfo
from descent.wire.metrics import WIDTH
from sessions.drawings import SPIRAL


class Worker:
    """The other end of a link."""

    def __init__(self) -> None:
        self.told: list[Any] = []

    def send(self, order: BaseModel, raw: bytes = b"") -> None:
        self.told.append(order)

    def last(self, kind: type[Any]) -> Any:
        return next(order for order in reversed(self.told) if isinstance(order, kind))


class Office:
    """A session, its worker, and people in front of it."""

    def __init__(self, **config: Any) -> None:
        self.worker = Worker()
        self.hired = 0
        self.session = Session(1, "key", SPIRAL, SessionConfig(**config), self._hire)
        self._hire(self.session)

    def _hire(self, session: Session) -> None:
        self.hired += 1
        self.worker = Worker()
        session.adopt(self.worker)

    @property
    def look(self) -> Any:
        return self.worker.last(orders.LookOrder)

    def report(self, kind: type[BaseModel], raw: bytes = b"", **fields: Any) -> None:
        self.session.receive(kind.model_validate({"session": 1, **fields}), raw)

    def stand(self, state: State, step: int = 0, moves: int | None = None) -> None:
        standing = StateInfo(state=state, step=step, epoch=0, problem=None, rewind_step=None)
        known = self.worker.told and [o.number for o in self.worker.told if isinstance(o, orders.MoveOrder)]
        self.report(
            reports.StandingReport,
            moves=moves if moves is not None else (known or [0])[-1],
            standing=standing,
            recorded=False,
        )

    def record(self, first: int, count: int) -> None:
        rows = np.zeros((count, WIDTH))
        rows[:, 0] = np.arange(first, first + count)
        self.report(reports.RecordsReport, rows.tobytes(), first=first, step=first + count - 1)

    def say(self, client: Client, kind: str, number: int = 1, **fields: Any) -> dict[str, Any]:
        """A command, and its answer."""
        self.session.handle(client, COMMAND.validate_python({"type": kind, "id": number, **fields}))
        return next(event for event in reversed(heard(client)) if event["type"] in {"ack", "refused"})


def heard(client: Client) -> list[dict[str, Any]]:
    """All texts that wait for a client; they are taken."""
    texts = []
    while (text := client.take_text()) is not None:
        texts.append(json.loads(text))
    client.heard = [*getattr(client, "heard", []), *texts]  # type: ignore[attr-defined]
    return client.heard  # type: ignore[attr-defined]


def events(client: Client, kind: str) -> list[dict[str, Any]]:
    return [event for event in heard(client) if event["type"] == kind]
