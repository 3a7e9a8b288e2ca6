"""What a session has to tell to whoever comes later: graph, data, marks, records, notices. Pure."""

from collections import deque
from typing import Final

from descent.document import Document
from descent.problems import Problem
from descent.sessions.edits import differences
from descent.sessions.history import History
from descent.sessions.reports import AppliedReport
from descent.wire.events import DataInfo, GraphInfo, MarkInfo

MAX_MARKS: Final = 500
MAX_NOTICES: Final = 20


class Story:
    """`effective` is the document that training goes by: an older drawing while the newest has mistakes."""

    def __init__(self, document: Document, max_records: int) -> None:
        self.effective = document
        self.graph: GraphInfo | None = None
        self.data: DataInfo | None = None
        self.marks: deque[MarkInfo] = deque(maxlen=MAX_MARKS)
        self.history = History(max_records)
        self._notices: deque[Problem] = deque(maxlen=MAX_NOTICES)

    def applied(self, report: AppliedReport, drawn: Document) -> MarkInfo | None:
        """Edits are in effect: what that changed, None when it is only looks."""
        before, self.effective = self.effective, report.effective or drawn
        changes = differences(before, self.effective)
        if not changes:
            return None
        mark = MarkInfo(
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

    def remember(self, notice: Problem) -> None:
        """Nobody is there to read it: the next who comes will."""
        self._notices.append(notice)

    def take_notices(self) -> list[Problem]:
        """What nobody has read yet."""
        notices = list(self._notices)
        self._notices.clear()
        return notices
