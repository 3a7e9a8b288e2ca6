"""What the server tells a worker. Raw bytes that go beside a message are named in its docstring."""

from collections.abc import Iterable, Iterator
from math import prod
from typing import Annotated, Any, Final, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, TypeAdapter

from descent.document import Document
from descent.probes import AnyProbe
from descent.sessions.machine import Move
from descent.training.quantity import Quantity
from descent.wire.events import StateInfo
from descent.wire.message import Message


class SessionOrder(Message):
    """An order for one session of the worker, by its number in the server."""

    session: int


class OpenOrder(SessionOrder):
    """Begin with this document. Records and moves go on being counted from these numbers."""

    type: Literal["open"] = "open"
    document: Document
    revision: int
    pace: float | None
    records: int
    moves: int


class Place(Message):
    """A weight: of a unit, for one of its inputs; without an input, the unit's bias."""

    node: str
    unit: int
    input: int | None


class LogEntry(Message):
    """What happened after a step: a document took effect, a number was put in a weight's place, a step was made with
    one training point, or (without any of these) a person's step was recorded.
    """

    step: int
    revision: int
    document: Document | None
    place: Place | None = None
    value: float = 0.0
    point: int | None = None


class RestoreOrder(SessionOrder):
    """Go on from a checkpoint (raw): do again what the log says up to step `until`, then stand as `standing` says.

    `drawn`, `revision`, `records` belong to the checkpoint; `moves` to `standing`.
    """

    type: Literal["restore"] = "restore"
    drawn: Document
    revision: int
    records: int
    log: list[LogEntry]
    until: int
    standing: StateInfo
    moves: int
    pace: float | None


class CloseOrder(SessionOrder):
    """Forget the session."""

    type: Literal["close"] = "close"


class EditOrder(SessionOrder):
    """The document is now this."""

    type: Literal["edit"] = "edit"
    document: Document
    revision: int


class MoveOrder(SessionOrder):
    """A move of the state machine; `number` counts them."""

    type: Literal["move"] = "move"
    number: int
    move: Move
    unit: Literal["step", "epoch"] | None = None


class WeightOrder(SessionOrder):
    """Put this number in the place of a weight; `number` counts what is done by hand, this and `LearnOrder`."""

    type: Literal["weight"] = "weight"
    number: int
    place: Place
    value: float


class LearnOrder(SessionOrder):
    """Make a step with this training point alone."""

    type: Literal["learn"] = "learn"
    number: int
    index: int


HandOrder = WeightOrder | LearnOrder


class GotoOrder(SessionOrder):
    """Stand at a moment (raw: its checkpoint) with this document; `number` counts it among the moves."""

    type: Literal["goto"] = "goto"
    number: int
    moment: int
    document: Document
    revision: int


class SilenceOrder(SessionOrder):
    """Say no more of these findings until the next reset."""

    type: Literal["silence"] = "silence"
    codes: list[str]


class PaceOrder(SessionOrder):
    """Steps a second, None for as fast as it goes."""

    type: Literal["pace"] = "pace"
    steps_per_second: float | None


class Watched(Message):
    """A probe and its slot."""

    slot: int
    probe: AnyProbe


class WatchOrder(SessionOrder):
    """All that anybody watches."""

    type: Literal["watch"] = "watch"
    watched: list[Watched]


class LookOrder(SessionOrder):
    """Make snapshot `number` of these slots as soon as there is something newer than `known`. Replaces an open one."""

    type: Literal["look"] = "look"
    number: int
    slots: list[int]
    known: int


class ParametersOrder(SessionOrder):
    """Hand over the parameters."""

    type: Literal["parameters"] = "parameters"
    request: int


class TrailOrder(SessionOrder):
    """Tell what the layers went through: the curves of all, or how one quantity of one of them was spread."""

    type: Literal["trail"] = "trail"
    request: int
    node: str | None
    of: Quantity


class Tensor(Message):
    """A float32 array in raw, after the ones before it."""

    name: str
    shape: list[int]


def arrays(tensors: Iterable[Tensor], raw: bytes) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """The tensors by name, as views of the raw bytes that lie behind each other. Raises ValueError on too few bytes."""
    start = 0
    for tensor in tensors:
        size = prod(tensor.shape)
        yield tensor.name, np.frombuffer(raw, "<f4", size, start).reshape(tensor.shape)
        start += 4 * size


class LoadOrder(SessionOrder):
    """Take these parameters (raw)."""

    type: Literal["load"] = "load"
    request: int
    tensors: list[Tensor]


class PingOrder(Message):
    """Say that you are alive."""

    type: Literal["ping"] = "ping"


Order = Annotated[
    OpenOrder
    | RestoreOrder
    | CloseOrder
    | EditOrder
    | MoveOrder
    | WeightOrder
    | LearnOrder
    | GotoOrder
    | PaceOrder
    | SilenceOrder
    | WatchOrder
    | LookOrder
    | ParametersOrder
    | TrailOrder
    | LoadOrder
    | PingOrder,
    Field(discriminator="type"),
]

ORDER: Final[TypeAdapter[Any]] = TypeAdapter(Order)
