"""Everything that can go wrong is a code with parameters; the words come from the message catalogue.

DescentError
├── DocumentError     the document is not one: names the field, what was expected and what came
├── GraphError        the drawing can't be trained as it is: one problem per faulty card
├── Diverged          a step made the numbers infinite or NaN
└── Refused           a command that makes no sense in this state
"""

import json
from functools import cache
from importlib import resources
from typing import Any

from pydantic import BaseModel, ConfigDict


@cache
def catalogue(language: str = "en") -> dict[str, Any]:
    """All messages of a language: the files of its folder, merged. A value is a string, or forms by plural category."""
    merged: dict[str, Any] = {}
    for file in sorted((resources.files("descent") / "messages" / language).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".json"):
            merged |= json.loads(file.read_text("utf-8"))
    return merged


class Problem(BaseModel):
    """One thing that is wrong, where, and the values its sentence needs (expected, got, remedy are in the sentence)."""

    model_config = ConfigDict(frozen=True)

    code: str
    params: dict[str, str | int | float] = {}
    node: str | None = None

    def sentence(self, language: str = "en") -> str:
        return str(catalogue(language)[self.code]).format(**self.params)


class DescentError(Exception):
    """Base of all errors that a person may cause. Carries the problems; prints their sentences."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = list(problems)
        super().__init__(" ".join(problem.sentence() for problem in problems))


class DocumentError(DescentError): ...


class GraphError(DescentError): ...


class Diverged(DescentError): ...


class Refused(DescentError): ...
