"""`descent serve`: a flag for every setting of the server."""

import argparse
from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from descent.problems import DescentError, Problem
from descent.web.settings import ServerSettings


def _settings() -> Iterator[tuple[str, FieldInfo]]:
    """All settings, those of the server itself before those of its sessions."""
    own = ServerSettings.__annotations__
    fields = ServerSettings.model_fields
    yield from ((name, fields[name]) for name in sorted(fields, key=lambda name: name not in own))


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-")


def _is(annotation: Any, *wanted: type) -> bool:
    """Whether a field holds one of these types, possibly optional."""
    parts = (annotation, *get_args(annotation))
    return any(part in wanted or get_origin(part) in wanted for part in parts)


def add_flags(one: argparse.ArgumentParser) -> None:
    """A flag for every field of ServerSettings. Values stay text: the model reads them as it reads the environment."""
    for name, field in _settings():
        shown = "" if field.default in (None, "", []) else f" Default: {field.default}."
        words = f"{field.description or ''}{shown}".replace("%", "%%")
        if _is(field.annotation, bool):
            one.add_argument(_flag(name), action=argparse.BooleanOptionalAction, default=None, help=words)
        elif _is(field.annotation, list, tuple, set, frozenset):
            one.add_argument(_flag(name), action="append", metavar="VALUE", help=f"{words} May be given again.")
        else:
            one.add_argument(_flag(name), metavar="VALUE", help=words)


def _problems(error: ValidationError) -> Iterator[Problem]:
    """What is wrong with the settings, by flag. What came is not repeated: it may be the access token."""
    for finding in error.errors(include_url=False, include_input=False):
        where = f"{_flag(str(finding['loc'][0]))}: " if finding["loc"] else ""
        yield Problem(code="cli.setting", params={"where": where, "expected": finding["msg"].rstrip(".")})


def run(arguments: argparse.Namespace) -> int:
    """Serves until it is told to stop. Flags win over the environment."""
    given = {name: value for name, _ in _settings() if (value := getattr(arguments, name)) is not None}
    try:
        settings = ServerSettings(**given)
    except ValidationError as error:
        raise DescentError(*_problems(error)) from None
    from descent.web.serve import serve

    return serve(settings)
