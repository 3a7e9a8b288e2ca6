"""What one session's runner says to the server."""

from collections.abc import Callable, Mapping
from math import isfinite, nan

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel

from descent.coach.finding import Finding
from descent.problems import Problem
from descent.sessions import reports
from descent.sessions.config import SessionConfig
from descent.sessions.history import Rows
from descent.sessions.orders import LearnOrder, Tensor, WeightOrder
from descent.sessions.worker.bench import Bench, Effect
from descent.sessions.worker.telling import data_info, graph_info
from descent.wire.events import StateInfo
from descent.wire.metrics import DTYPE

Send = Callable[[BaseModel, bytes], None]


class Reporter:
    """Puts reports together; `send` takes each with its raw bytes."""

    def __init__(self, session: int, send: Send, config: SessionConfig) -> None:
        self.session = session
        self._send = send
        self._config = config

    def graph(self, bench: Bench) -> None:
        """The drawing as understood."""
        info = graph_info(bench.drawn, bench.revision, self._config)
        self._send(reports.GraphReport(session=self.session, graph=info), b"")

    def data(self, bench: Bench) -> None:
        """The data as read."""
        info = data_info(bench.data, bench.revision)
        self._send(reports.DataReport(session=self.session, data=info), b"")

    def applied(self, bench: Bench, effect: Effect) -> None:
        """A document is in effect."""
        trainer = bench.trainer
        report = reports.AppliedReport(
            session=self.session,
            revision=bench.revision,
            step=trainer.step_count if trainer else 0,
            epoch=trainer.epoch if trainer else 0,
            effective=effect.effective,
            kept=list(effect.applied.kept),
            fresh=list(effect.applied.fresh),
            split=list(effect.applied.split),
            grown=list(effect.applied.grown),
            identity=list(effect.applied.identity),
            returned=list(effect.applied.returned),
            notes=list(effect.applied.notes),
        )
        self._send(report, b"")

    def weight(self, bench: Bench, order: WeightOrder, old: float | None) -> None:
        """A weight has been set, or (without an old value) is not there."""
        trainer = bench.trainer
        report = reports.WeightReport(
            session=self.session,
            number=order.number,
            revision=bench.revision,
            step=trainer.step_count if trainer else 0,
            epoch=trainer.epoch if trainer else 0,
            place=order.place,
            old=old,
            new=order.value,
        )
        self._send(report, b"")

    def learned(
        self, bench: Bench, order: LearnOrder, step: int, losses: tuple[float, float] | None, note: Problem | None
    ) -> None:
        """A step has been made with one point after `step`, or (without losses) has not, for the reason in the note."""
        old, new = (loss if isfinite(loss) else None for loss in losses or (nan, nan))
        report = reports.LearnedReport(
            session=self.session,
            number=order.number,
            revision=bench.revision,
            step=step,
            epoch=bench.trainer.epoch if bench.trainer else 0,
            index=order.index,
            old=old,
            new=new,
            note=note,
        )
        self._send(report, b"")

    def standing(self, moves: int, standing: StateInfo, *, recorded: bool) -> None:
        """What the session does now."""
        report = reports.StandingReport(session=self.session, moves=moves, standing=standing, recorded=recorded)
        self._send(report, b"")

    def finding(self, finding: Finding | None) -> None:
        """What the coach says now."""
        self._send(reports.FindingReport(session=self.session, finding=finding), b"")

    def records(self, first: int, rows: Rows, step: int) -> None:
        """New records."""
        report = reports.RecordsReport(session=self.session, first=first, step=step)
        self._send(report, rows.astype(DTYPE).tobytes())

    def snapshot(self, number: int, generation: int, step: int, frame: bytes) -> None:
        """A picture."""
        report = reports.SnapshotReport(session=self.session, number=number, generation=generation, step=step)
        self._send(report, frame)

    def checkpoint(self, report: reports.CheckpointReport, data: bytes) -> None:
        """All that is needed to go on from here."""
        self._send(report, data)

    def arrays(self, request: int, named: Mapping[str, NDArray[np.float32]]) -> None:
        """What was asked for in a request."""
        tensors = [Tensor(name=name, shape=list(values.shape)) for name, values in named.items()]
        raw = b"".join(np.ascontiguousarray(values, "<f4").tobytes() for values in named.values())
        self._send(reports.ArraysReport(session=self.session, request=request, tensors=tensors), raw)

    def done(self, request: int, problems: list[Problem]) -> None:
        """A request is done, or has failed."""
        self._send(reports.DoneReport(session=self.session, request=request, problems=problems), b"")
