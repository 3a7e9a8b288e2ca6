"""What a rule says: in words of the catalogue, with what on the screen shows it and what can be done about it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from descent.document.paths import Change

Params = dict[str, str | int | float]

Severity = Literal["note", "error"]
Curve = Literal["train", "validation"]
Command = Literal["rewind", "reset"]


class Part(BaseModel):
    """Made here and sent as it is: immutable, and nothing but its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Units(Part):
    """Units of a card, by their index; none means the whole card."""

    node: str
    units: list[int]


class Stretch(Part):
    """The stretch of a loss curve between two steps, both included."""

    curve: Curve
    first: int
    last: int


class Evidence(Part):
    """Where on the screen it can be seen: cards and units, a stretch of a curve, settings by their path."""

    outlined: list[Units] = []
    stretch: Stretch | None = None
    settings: list[list[str]] = []


class Remedy(Part):
    """One click: first the command, if there is one, then the changes. `code` and `params` are its label.

    In a path, a card of the drawing is named by its id where an edit has its index, because the drawing may have
    changed since (`placed`).
    """

    code: str
    params: Params
    command: Command | None = None
    changes: list[Change]


class Finding(Part):
    """One thing that a person should know; `code` is the rule's, and what “Not now” silences."""

    code: str
    severity: Severity
    words: str
    params: Params
    evidence: Evidence
    remedies: list[Remedy]
