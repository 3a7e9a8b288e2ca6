"""What the server answers over HTTP."""

from typing import Literal

from descent.document import Document
from descent.problems import Problem
from descent.wire.events import State
from descent.wire.message import Message


class ProblemsReply(Message):
    """The body of every error."""

    problems: list[Problem]


class SessionOpened(Message):
    """A session that has just begun."""

    session: str
    document: Document
    revision: int


class SessionReply(SessionOpened):
    """A session as it stands."""

    state: State
    step: int
    epoch: int


class LayerCurves(Message):
    """What a layer went through, sample by sample; `time` is in epochs. None is a number that is not finite."""

    time: list[float]
    gradient_norm: list[float | None]
    weight_norm: list[float | None]
    update_ratio: list[float | None]


class TrailReply(Message):
    """The curves of every layer with parameters, by node id."""

    layers: dict[str, LayerCurves]


class SpreadReply(Message):
    """How the numbers of a layer were spread at each `time`: counts of equal bins from `low` to `high`."""

    time: list[float]
    low: list[float]
    high: list[float]
    counts: list[list[int]]


class ExampleSummary(Message):
    """An example as the gallery shows it.

    `promise` says in a sentence what its training comes to on any seed: `score` of the validation points after so many
    `epochs`, give or take `margin`, unless `outcome` is another one.
    """

    name: str
    title: str
    description: str
    look_for: str
    dataset: str
    modality: Literal["plane", "table", "image", "sequence"]
    promise: str
    outcome: Literal["reaches", "stays_below", "overfits", "diverges"]
    metric: Literal["accuracy", "r2"]
    score: float
    margin: float
    epochs: int


class ExampleReply(ExampleSummary):
    """An example with its document."""

    document: Document
