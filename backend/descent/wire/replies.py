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


class ExampleSummary(Message):
    """An example as the gallery shows it; `dataset` is the kind whose small picture stands for it."""

    name: str
    title: str
    description: str
    look_for: str
    dataset: str
    modality: Literal["plane", "table", "image"]
    promise: str


class ExampleReply(ExampleSummary):
    """An example with its document."""

    document: Document
