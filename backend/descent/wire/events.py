"""What the server says in text, as one tagged union. The fields are described in docs/protocol.md.

A class called `…Info` is the body that `hello` repeats for whoever comes later.
"""

from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, JsonValue, TypeAdapter

from descent.coach.finding import Finding
from descent.document import Document
from descent.problems import Problem
from descent.wire.message import Message
from descent.wire.moments import BranchInfo, MomentInfo

PROTOCOL: Final = 1

By = Literal["other", "server"]
State = Literal["idle", "running", "paused", "diverged", "failed"]


class StateInfo(Message):
    """What a session is doing, and why it stopped."""

    state: State
    step: int
    epoch: int
    problem: Problem | None
    rewind_step: int | None


class NodeInfo(Message):
    """What is known of a card: its shape without the batch axis, None where a problem hides it."""

    shape: list[int] | None
    parameters: int


class GraphInfo(Message):
    """The drawing as understood. When `valid` is false the last valid network goes on training."""

    revision: int
    valid: bool
    nodes: dict[str, NodeInfo]
    problems: list[Problem]
    parameters: int
    bytes: int


class PlanePoints(Message):
    """All points of plane data, training points first; `train` is how many those are."""

    x: list[tuple[float, float]]
    y: list[float]
    train: int


class ColumnInfo(Message):
    """A raw input of a table: its unit ("" where there is none), its range and median, whether all are whole."""

    name: str
    unit: str
    low: float
    high: float
    median: float
    whole: bool


class DataInfo(Message):
    """What the network learns from. `extent` is half the width of the plane that maps show, None elsewhere.

    `tokens` are what the ids of a sequence stand for; empty where a point is numbers.
    """

    revision: int
    modality: Literal["plane", "table", "image", "sequence"]
    task: Literal["classification", "regression"]
    features: list[str]
    inputs: list[str]
    classes: list[str]
    target: str
    train: int
    validation: int
    shape: list[int]
    extent: float | None
    points: PlanePoints | None
    columns: list[ColumnInfo] | None
    tokens: list[str]


class ChangeMade(Message):
    """One change of a mark."""

    path: list[str | int | None]
    old: JsonValue
    new: JsonValue


class MarkInfo(Message):
    """A change in effect since `step` of a branch: what changed, which parameters stayed (`kept`) or are new (`fresh`).

    Moments from number `moment` on hold it.

    By the ids of the layers: whose new units are copies that share what the copied ones handed on (`split`), whose new
    numbers began afresh beside those that stayed (`grown`), which new ones began by handing on what they get
    (`identity`), and to which weights were brought back that a deletion had taken (`returned`).
    """

    branch: int
    moment: int
    revision: int
    step: int
    epoch: int
    changes: list[ChangeMade]
    kept: list[str]
    fresh: list[str]
    split: list[str]
    grown: list[str]
    identity: list[str]
    returned: list[str]

    @classmethod
    def of_change(cls, change: ChangeMade, *, branch: int, moment: int, revision: int, step: int, epoch: int) -> Self:
        """The mark of one change that leaves the network as it is."""
        nothing = {name: list[str]() for name in ("kept", "fresh", "split", "grown", "identity", "returned")}
        where = {"branch": branch, "moment": moment, "revision": revision, "step": step, "epoch": epoch}
        return cls.model_validate({**where, **nothing, "changes": [change]})


class HelloEvent(Message):
    """Everything a client needs to begin with, or to go on with."""

    type: Literal["hello"] = "hello"
    protocol: Literal[1] = PROTOCOL
    version: str
    session: str
    revision: int
    document: Document
    state: StateInfo
    graph: GraphInfo | None
    data: DataInfo | None
    marks: list[MarkInfo]
    branches: list[BranchInfo]
    moments: list[MomentInfo]
    finding: Finding | None
    pace: float | None
    metrics: int


class AckEvent(Message):
    """A command is accepted; `slots` answers `watch`, one for each probe."""

    type: Literal["ack"] = "ack"
    id: int
    revision: int
    slots: list[int] | None = None


class RefusedEvent(Message):
    """A command is not accepted, and why."""

    type: Literal["refused"] = "refused"
    id: int
    problems: list[Problem]
    revision: int


class FindingEvent(Message):
    """What the coach says now; None when it has nothing to say, or nothing any more."""

    type: Literal["finding"] = "finding"
    finding: Finding | None


class DocumentEvent(Message):
    """Somebody else changed the document, or the server put that of another moment in its place."""

    type: Literal["document"] = "document"
    revision: int
    document: Document
    by: By
    overwrote: bool


class GraphEvent(GraphInfo):
    """The drawing was understood anew."""

    type: Literal["graph"] = "graph"


class DataEvent(DataInfo):
    """The data were made or read anew."""

    type: Literal["data"] = "data"


class MarkEvent(MarkInfo):
    """A change is in effect."""

    type: Literal["mark"] = "mark"


class BranchEvent(BranchInfo):
    """The present is on a branch of its own from here on."""

    type: Literal["branch"] = "branch"


class MomentEvent(MomentInfo):
    """A moment has been kept."""

    type: Literal["moment"] = "moment"


class GoneEvent(Message):
    """These moments can't be gone back to any more, and these branches are forgotten with their records."""

    type: Literal["moments_gone"] = "moments_gone"
    ids: list[int]
    branches: list[int]


class StateEvent(StateInfo):
    """The session does something else now."""

    type: Literal["state"] = "state"


class NoticeEvent(Message):
    """Something a person should read."""

    type: Literal["notice"] = "notice"
    problem: Problem


ServerEvent = Annotated[
    HelloEvent
    | AckEvent
    | RefusedEvent
    | DocumentEvent
    | GraphEvent
    | DataEvent
    | MarkEvent
    | BranchEvent
    | MomentEvent
    | GoneEvent
    | StateEvent
    | NoticeEvent
    | FindingEvent,
    Field(discriminator="type"),
]

EVENT: Final[TypeAdapter[Any]] = TypeAdapter(ServerEvent)
