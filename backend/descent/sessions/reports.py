"""What a worker tells the server. Raw bytes that go beside a message are named in its docstring."""

from typing import Annotated, Any, Final, Literal

from pydantic import Field, TypeAdapter

from descent.coach.finding import Finding
from descent.document import Document
from descent.problems import Problem
from descent.sessions.orders import Place, Tensor
from descent.wire.events import DataInfo, GraphInfo, StateInfo
from descent.wire.message import Message
from descent.wire.moments import Why


class SessionReport(Message):
    """A report on one session."""

    session: int


class GraphReport(SessionReport):
    """The drawing as understood."""

    type: Literal["graph"] = "graph"
    graph: GraphInfo


class DataReport(SessionReport):
    """The data as read."""

    type: Literal["data"] = "data"
    data: DataInfo


class AppliedReport(SessionReport):
    """All edits up to `revision` are in effect after `step`.

    Where the drawing can't be trained, `effective` is the document that training goes by. `notes` are for a person.
    """

    type: Literal["applied"] = "applied"
    revision: int
    step: int
    epoch: int
    effective: Document | None
    kept: list[str]
    fresh: list[str]
    split: list[str]
    grown: list[str]
    identity: list[str]
    returned: list[str]
    notes: list[Problem]


class WeightReport(SessionReport):
    """Orders to set weights up to `number` are done; the last took effect after `step`.

    `old` is what was there; None, and nothing has happened, where the network has no such weight any more.
    """

    type: Literal["weight"] = "weight"
    number: int
    revision: int
    step: int
    epoch: int
    place: Place
    old: float | None
    new: float

    @property
    def done(self) -> bool:
        return self.old is not None


class LearnedReport(SessionReport):
    """What was ordered by hand up to `number` is done; the last was a step with one training point, after `step`.

    `old` and `new` are its loss before and after, None where infinite. Where nothing has happened, `note` says why.
    """

    type: Literal["learned"] = "learned"
    number: int
    revision: int
    step: int
    epoch: int
    index: int
    old: float | None
    new: float | None
    note: Problem | None

    @property
    def done(self) -> bool:
        return self.note is None


HandReport = WeightReport | LearnedReport


class StandingReport(SessionReport):
    """What the session does now, after `moves` moves. `recorded`: a person's step was recorded at this step."""

    type: Literal["standing"] = "standing"
    moves: int
    standing: StateInfo
    recorded: bool


class FindingReport(SessionReport):
    """What the coach says now."""

    type: Literal["finding"] = "finding"
    finding: Finding | None


class RecordsReport(SessionReport):
    """Metric records (raw, float64 rows), the first of which has the number `first`."""

    type: Literal["records"] = "records"
    first: int
    step: int


class SnapshotReport(SessionReport):
    """A snapshot (raw, as it goes to clients)."""

    type: Literal["snapshot"] = "snapshot"
    number: int
    generation: int
    step: int


Origin = Literal["open", "reset", "rewind", "goto"]


class BranchStart(Message):
    """The present is on a branch of its own; its first record has the number `first`. `moment` is the one gone to."""

    origin: Origin
    moment: int | None
    first: int


class CheckpointReport(SessionReport):
    """All that is needed to go on from here (raw), after `records` records and `moves` moves.

    With a reason `why` it is a moment of the recording, too; with a `branch`, the first checkpoint of that branch.
    """

    type: Literal["checkpoint"] = "checkpoint"
    why: Why | None
    branch: BranchStart | None
    time: float
    revision: int
    records: int
    moves: int
    standing: StateInfo


class ArraysReport(SessionReport):
    """Arrays by name (raw, float32), in answer to a request."""

    type: Literal["arrays"] = "arrays"
    request: int
    tensors: list[Tensor]


class DoneReport(SessionReport):
    """A request is done, or has failed with problems."""

    type: Literal["done"] = "done"
    request: int
    problems: list[Problem]


class BrokenReport(SessionReport):
    """Something of ours went wrong; the session is gone from the worker."""

    type: Literal["broken"] = "broken"
    problem: Problem


class PongReport(Message):
    """The worker is alive."""

    type: Literal["pong"] = "pong"


Report = Annotated[
    GraphReport
    | DataReport
    | AppliedReport
    | WeightReport
    | LearnedReport
    | StandingReport
    | RecordsReport
    | FindingReport
    | SnapshotReport
    | CheckpointReport
    | ArraysReport
    | DoneReport
    | BrokenReport
    | PongReport,
    Field(discriminator="type"),
]

REPORT: Final[TypeAdapter[Any]] = TypeAdapter(Report)
