"""What it takes to go on after a worker is lost. Pure.

That is the last checkpoint, what happened since, and what has been ordered and is not confirmed.
"""

from descent.document import Document
from descent.sessions.orders import (
    EditOrder,
    GotoOrder,
    HandOrder,
    LogEntry,
    MoveOrder,
    OpenOrder,
    RestoreOrder,
)
from descent.sessions.reports import AppliedReport, CheckpointReport, HandReport, LearnedReport, StandingReport
from descent.wire.events import StateInfo

Unconfirmed = EditOrder | MoveOrder | GotoOrder | HandOrder

FRESH = StateInfo(state="idle", step=0, epoch=0, problem=None, rewind_step=None)


class Recovery:
    """Follows one session's orders and reports, which arrive in the order of the worker's doing."""

    def __init__(self, session: int, document: Document, revision: int) -> None:
        self._session = session
        self.begin(document, revision, 0)

    def begin(self, document: Document, revision: int, records: int, moves: int = 0) -> None:
        """The session begins anew with this document, after so many records and moves."""
        self._moves = moves
        self._applied = (document, revision)
        self._records = records
        self._checkpoint: tuple[CheckpointReport, Document, bytes] | None = None
        self._log: list[LogEntry] = []
        self._until = 0
        self._unconfirmed: list[tuple[Unconfirmed, bytes]] = []
        self.standing = FRESH

    @property
    def has_trained(self) -> bool:
        """Whether there is a valid network to go on with, whatever the drawing is now."""
        return self._checkpoint is not None

    def sent(self, order: Unconfirmed, raw: bytes = b"") -> None:
        """An order is on its way; until a report confirms it, it is sent again after a loss."""
        self._unconfirmed.append((order, raw))

    def at(self, step: int) -> None:
        """Something that was seen by others happened at this step: a replay must reach it."""
        self._until = step

    def applied(self, report: AppliedReport) -> Document:
        """Edits are in effect. Returns the document that is."""
        waiting = self._unconfirmed
        done = [order for order, _ in waiting if isinstance(order, EditOrder) and order.revision <= report.revision]
        self._unconfirmed = [(order, raw) for order, raw in waiting if order not in done]
        if done:
            self._applied = (done[-1].document, done[-1].revision)
        if self._checkpoint is not None:
            document, revision = self._applied
            self._log.append(LogEntry(step=report.step, revision=revision, document=document))
        self.at(report.step)
        return self._applied[0]

    def by_hand(self, report: HandReport) -> None:
        """A weight has been set by hand, or a step made with one point."""
        self._unconfirmed = [
            (order, raw)
            for order, raw in self._unconfirmed
            if not isinstance(order, HandOrder) or order.number > report.number
        ]
        self.at(report.step)
        if not report.done or self._checkpoint is None:
            return
        if isinstance(report, LearnedReport):
            self._learned(report)
            return
        entry = LogEntry(
            step=report.step, revision=report.revision, document=None, place=report.place, value=report.new
        )
        # Of a number that was dragged while training rested, only where it came to rest counts.
        last = self._log[-1] if self._log else None
        if last is not None and (last.step, last.place) == (entry.step, entry.place):
            self._log.pop()
        self._log.append(entry)

    def _learned(self, report: LearnedReport) -> None:
        """Training is at the step after `report.step` now, and no longer at its beginning."""
        entry = LogEntry(step=report.step, revision=report.revision, document=None, point=report.index)
        self._log.append(entry)
        state = "paused" if self.standing.state == "idle" else self.standing.state
        self.standing = self.standing.model_copy(update={"state": state})
        self.at(report.step + 1)

    def stands(self, report: StandingReport) -> None:
        """Moves are done."""
        if report.recorded:
            self._log.append(LogEntry(step=report.standing.step, revision=self._applied[1], document=None))
        self._moved(report.moves, report.standing)

    def checkpoint(self, report: CheckpointReport, data: bytes) -> Document:
        """All before this need not be done again. Returns the document that is drawn there."""
        for order, _ in self._unconfirmed:
            if isinstance(order, GotoOrder) and order.number == report.moves:
                self._applied = (order.document, order.revision)
        self._checkpoint = (report, self._applied[0], data)
        self._log = []
        self._moved(report.moves, report.standing)
        return self._applied[0]

    def _moved(self, moves: int, standing: StateInfo) -> None:
        self._moves, self.standing = moves, standing
        self._unconfirmed = [
            (order, raw)
            for order, raw in self._unconfirmed
            if isinstance(order, EditOrder | HandOrder) or order.number > moves
        ]
        self.at(standing.step)

    def orders(self, pace: float | None) -> list[tuple[OpenOrder | RestoreOrder | Unconfirmed, bytes]]:
        """What a new worker must be told, each with its raw bytes."""
        return [self._beginning(pace), *self._unconfirmed]

    def _beginning(self, pace: float | None) -> tuple[OpenOrder | RestoreOrder, bytes]:
        if self._checkpoint is None:
            document, revision = self._applied
            return OpenOrder(
                session=self._session,
                document=document,
                revision=revision,
                pace=pace,
                records=self._records,
                moves=self._moves,
            ), b""
        report, drawn, data = self._checkpoint
        return RestoreOrder(
            session=self._session,
            drawn=drawn,
            revision=report.revision,
            records=report.records,
            log=self._log,
            until=self._until,
            standing=self.standing,
            moves=self._moves,
            pace=pace,
        ), data
