"""What a client says, as one tagged union. The fields are described in docs/protocol.md."""

from typing import Annotated, Any, Final, Literal

from pydantic import Field, TypeAdapter

from descent.document import Change
from descent.document.network import NodeId
from descent.limits import MAX_WEIGHT
from descent.probes import AnyProbe
from descent.wire.message import Message

Number = Annotated[int, Field(ge=0, lt=2**53)]

MAX_CHANGES: Final = 1_000
MAX_PROBES: Final = 256
MAX_RATE: Final = 60.0


class Answered(Message):
    """A command that is answered by `ack` or `refused` with its `id`."""

    id: Number


class EditCommand(Answered):
    """Change the document; `base` is the revision it was made on. All changes or none."""

    type: Literal["edit"] = "edit"
    base: Number
    changes: list[Change] = Field(min_length=1, max_length=MAX_CHANGES)


class PlayCommand(Answered):
    """Train."""

    type: Literal["play"] = "play"


class PauseCommand(Answered):
    """Stop training between two steps."""

    type: Literal["pause"] = "pause"


class StepCommand(Answered):
    """One step, or up to the end of the epoch; then paused."""

    type: Literal["step"] = "step"
    unit: Literal["step", "epoch"]


class ResetCommand(Answered):
    """Back to the initial weights of the document's seed, step 0."""

    type: Literal["reset"] = "reset"


class RewindCommand(Answered):
    """After a divergence: back to the last good moment."""

    type: Literal["rewind"] = "rewind"


class GotoCommand(Answered):
    """To a moment of the recording, at rest. What is left stays in the recording."""

    type: Literal["goto"] = "goto"
    moment: Number


class NotNowCommand(Answered):
    """Silence what the coach says under this code, until the next reset."""

    type: Literal["not_now"] = "not_now"
    code: str = Field(min_length=1, max_length=40)


class PaceCommand(Answered):
    """Steps a second; None is as fast as it goes."""

    type: Literal["pace"] = "pace"
    steps_per_second: float | None = Field(ge=0.1, le=1e6)


class SetWeightCommand(Answered):
    """Put a number in the place of a unit's weight for one of its inputs; without an input, of its bias."""

    type: Literal["set_weight"] = "set_weight"
    node: NodeId
    unit: Number
    input: Number | None
    value: float = Field(ge=-MAX_WEIGHT, le=MAX_WEIGHT)


class LearnCommand(Answered):
    """Make one step with one training point alone, as probe `strokes` shows it."""

    type: Literal["learn"] = "learn"
    index: Number


class WatchCommand(Answered):
    """What is on screen, the whole list each time, and how many pictures a second at most; 0: none."""

    type: Literal["watch"] = "watch"
    probes: list[AnyProbe] = Field(max_length=MAX_PROBES)
    rate: float = Field(ge=0, le=MAX_RATE)


class SeenCommand(Message):
    """The snapshot with this number has been drawn."""

    type: Literal["seen"] = "seen"
    snapshot: Annotated[int, Field(ge=0, lt=2**32)]


Command = Annotated[
    EditCommand
    | PlayCommand
    | PauseCommand
    | StepCommand
    | ResetCommand
    | RewindCommand
    | GotoCommand
    | NotNowCommand
    | PaceCommand
    | SetWeightCommand
    | LearnCommand
    | WatchCommand
    | SeenCommand,
    Field(discriminator="type"),
]

COMMAND: Final[TypeAdapter[Any]] = TypeAdapter(Command)
