"""A small picture beside an explanation, as numbers: the page draws it in the colours of its theme."""

from typing import Literal

from pydantic import Field

from descent.wire.message import Message

Look = Literal["main", "other", "faint", "dashed"]


class Axis(Message):
    """`name` is a code of the catalogue. `log`: by powers of ten, both ends above zero."""

    name: str
    low: float
    high: float
    log: bool = False


class Line(Message):
    """A curve through (x, y). `name` is a code that stands at its end, or null."""

    x: list[float]
    y: list[float]
    look: Look = "main"
    name: str | None = None


class Dots(Message):
    """Marks at (x, y), `size` pixels across. `classes` gives each the look of a class, `values` that of a sign."""

    x: list[float]
    y: list[float]
    size: float = 4.0
    hollow: bool = False
    faint: bool = False
    classes: list[int] | None = None
    values: list[float] | None = None


class Bars(Message):
    """Bars from zero to `heights` between neighbouring `edges`, one more of these; `strong` are drawn darker."""

    edges: list[float]
    heights: list[float]
    strong: list[int] | None = None


class Cells(Message):
    """A grid over the whole picture, row 0 on top. Signed values up to ± `limit`, or amounts from 0 to `limit`."""

    columns: int
    values: list[float]
    limit: float
    signed: bool


class Says(Message):
    """What the picture shows, as a code with parameters: its text twin."""

    code: str
    params: dict[str, str | int | float]


class Sketch(Message):
    """Cells, bars, lines and dots, drawn in this order. `square`: a unit is as long on both axes."""

    x: Axis
    y: Axis
    says: Says
    cells: Cells | None = None
    bars: Bars | None = None
    lines: list[Line] = Field(default_factory=list[Line])
    dots: list[Dots] = Field(default_factory=list[Dots])
    square: bool = False


class SketchReply(Message):
    """The picture of a subject; null where there is nothing to draw."""

    sketch: Sketch | None
