"""Text in, command out, or what is wrong with it."""

import json
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from descent.document.parse import parse_json, validation_problems
from descent.problems import DescentError, Problem
from descent.wire.commands import COMMAND, Number


class _Numbered(BaseModel):
    model_config = ConfigDict(strict=True)

    id: Number


_NUMBERED: Final = TypeAdapter(_Numbered)


class Malformed(ValueError):  # noqa: N818  # named as what came, like all of ours
    """Not a command at all: the connection ends with 1007."""


class Unacceptable(DescentError):  # noqa: N818
    """A command whose contents are wrong, and the `id` to answer."""

    def __init__(self, number: int, *problems: Problem) -> None:
        self.number = number
        super().__init__(*problems)


def read_command(text: str) -> Any:
    """A command. Raises Unacceptable when only what it carries is wrong, Malformed when nobody could be answered."""
    try:
        message = parse_json(text)
        return COMMAND.validate_python(message, strict=True)
    except DescentError as error:
        raise Unacceptable(_number(text), *error.problems) from None
    except ValidationError as error:
        raise Malformed("; ".join(problem.sentence() for problem in validation_problems(error))) from None


def _number(text: str) -> int:
    """The `id` of a command whose JSON is not to our taste. Raises Malformed when there is none."""
    try:
        message = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"not JSON: {error}"[:200]) from None
    try:
        return _NUMBERED.validate_python(message).id
    except ValidationError:
        raise Malformed("no command: it has no `id`") from None
