"""What an example learned, as a small picture: numbers that the page draws in the colours of its theme.

Each was taken from the example's trained state by `make gallery`; `of` says from which document and promise.
"""

from typing import Annotated, Literal

from pydantic import Field

from descent.wire.message import Message


class Taken(Message):
    """`of` is the fingerprint of what was trained; `epochs` and `score` say how far it came."""

    of: str
    epochs: int
    score: float | None


class MapPicture(Taken):
    """What the network says over the plane, ± `extent` wide, the middle of that high; row 0 on top.

    `values` are bytes in base64, one a cell: −1 … 1 as 0 … 255, or with more than two classes the winner times 25 and
    how far it leads, 0 … 24. `points` are training points `[x1, x2, y]`; `classes` is 0 for numbers.
    """

    kind: Literal["map"] = "map"
    extent: float
    columns: int
    classes: int
    values: str
    points: list[list[float]]


class TablePicture(Taken):
    """Validation points of a table `[a, b, class, what it was taken for]` in its two most telling columns."""

    kind: Literal["table"] = "table"
    names: list[str]
    points: list[list[float]]


class ScatterPicture(Taken):
    """Validation points `[true, predicted]`."""

    kind: Literal["scatter"] = "scatter"
    points: list[list[float]]


class ImagesPicture(Taken):
    """Images of `side` × `side` numbers, in base64: pixels 0 … 255, or weights −1 … 1 as 0 … 255.

    `said` is what each was taken for and `true` what it is; for weights both are the unit. `names` are those of the
    classes, where they are no numbers.
    """

    kind: Literal["images"] = "images"
    side: int
    weights: bool
    images: list[str]
    said: list[int]
    true: list[int]
    names: list[str] = Field(default=[])


class SequencesPicture(Taken):
    """Validation sequences, a row each: in `texts` as they are written, or in `lines` as numbers; the other is empty.

    `said` is the class that each was taken for and `true` the one it has.
    """

    kind: Literal["sequences"] = "sequences"
    texts: list[str]
    lines: list[list[float]]
    said: list[int]
    true: list[int]


class CurvePicture(Taken):
    """Loss of both splits by epoch; what is not finite ends the line."""

    kind: Literal["curve"] = "curve"
    epoch: list[float]
    train: list[float]
    validation: list[float]


Picture = Annotated[
    MapPicture | TablePicture | ScatterPicture | ImagesPicture | SequencesPicture | CurvePicture,
    Field(discriminator="kind"),
]


class GalleryReply(Message):
    """The pictures of all examples by name."""

    pictures: dict[str, Picture]
