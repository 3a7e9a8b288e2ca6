"""What a session has to tell to whoever comes later: graph, data, marks, records, notices. Pure."""

from collections import deque
from typing import Final

from pydantic import BaseModel

from descent.coach.finding import Finding
from descent.document import Document
from descent.problems import Problem
from descent.sessions.edits import differences
from descent.sessions.history import History
from descent.sessions.machine import Move
from descent.sessions.orders import SilenceOrder
from descent.sessions.reports import (
    AppliedReport,
    DataReport,
    FindingReport,
    GraphReport,
    HandReport,
    LearnedReport,
    WeightReport,
)
from descent.wire.events import ChangeMade, DataEvent, DataInfo, FindingEvent, GraphEvent, GraphInfo, MarkInfo

MAX_MARKS: Final = 500
MAX_NOTICES: Final = 20


class Story:
    """`effective` is the document that training goes by: an older drawing while the newest has mistakes.

    `branch` is the one of the recording that the present is on, `moment` the number of the next moment.
    """

    def __init__(self, document: Document, max_records: int) -> None:
        self.effective = document
        self.branch = self.moment = 0
        self.graph: GraphInfo | None = None
        self.data: DataInfo | None = None
        self.finding: Finding | None = None
        self._silenced: set[str] = set()
        self.marks: deque[MarkInfo] = deque(maxlen=MAX_MARKS)
        self.history = History(max_records)
        self._notices: deque[Problem] = deque(maxlen=MAX_NOTICES)

    def silence(self, session: int, *codes: str) -> SilenceOrder:
        """A person wants to hear no more of these; the order with all that nobody wants to hear of."""
        self._silenced.update(codes)
        return SilenceOrder(session=session, codes=sorted(self._silenced))

    def moved(self, move: Move) -> None:
        """With a reset another run begins, in which nothing is silenced."""
        if move == "reset":
            self._silenced.clear()

    def told(self, report: GraphReport | DataReport | FindingReport) -> BaseModel:
        """Takes down what the worker has told, and gives the event that tells it on."""
        match report:
            case GraphReport(graph=graph):
                self.graph = graph
                return GraphEvent(**dict(graph))
            case DataReport(data=data):
                self.data = data
                return DataEvent(**dict(data))
            case FindingReport(finding=finding):
                self.finding = finding
                return FindingEvent(finding=finding)

    def applied(self, report: AppliedReport, drawn: Document) -> MarkInfo | None:
        """Edits are in effect: what that changed, None when it is only looks."""
        before, self.effective = self.effective, report.effective or drawn
        changes = differences(before, self.effective)
        if not changes:
            return None
        mark = MarkInfo(
            branch=self.branch,
            moment=self.moment,
            revision=report.revision,
            step=report.step,
            epoch=report.epoch,
            changes=changes,
            kept=report.kept,
            fresh=report.fresh,
            split=report.split,
            grown=report.grown,
            identity=report.identity,
            returned=report.returned,
        )
        self.marks.append(mark)
        return mark

    def by_hand(self, report: HandReport) -> MarkInfo | None:
        """A weight was set by hand, or a step made with one point: a mark, None when nothing has happened."""
        if not report.done:
            return None
        mark = self._learned(report) if isinstance(report, LearnedReport) else self._weighed(report)
        self.marks.append(mark)
        return mark

    def _learned(self, report: LearnedReport) -> MarkInfo:
        change = ChangeMade(path=["examples", report.index], old=report.old, new=report.new)
        return MarkInfo.of_change(change, **self._where(report))

    def _weighed(self, report: WeightReport) -> MarkInfo:
        """Of a weight that is dragged while training rests there is one mark between two moments."""
        place = report.place
        path = ["weights", place.node, place.unit, place.input]
        old = report.old
        last = self.marks[-1] if self.marks else None
        if (
            last is not None
            and (last.branch, last.moment, last.step) == (self.branch, self.moment, report.step)
            and [one.path for one in last.changes] == [path]
        ):
            self.marks.pop()
            old = last.changes[0].old
        return MarkInfo.of_change(ChangeMade(path=path, old=old, new=report.new), **self._where(report))

    def _where(self, report: HandReport) -> dict[str, int]:
        here = {"branch": self.branch, "moment": self.moment}
        return {**here, "revision": report.revision, "step": report.step, "epoch": report.epoch}

    def remember(self, notice: Problem) -> None:
        """Nobody is there to read it: the next who comes will."""
        self._notices.append(notice)

    def take_notices(self) -> list[Problem]:
        """What nobody has read yet."""
        notices = list(self._notices)
        self._notices.clear()
        return notices
