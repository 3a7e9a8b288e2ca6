"""The documents of the server say what the server does: every setting, every field of every message."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from descent.probes import Probe
from descent.web.settings import ServerSettings
from descent.wire import commands, events

DOCS = Path(__file__).parents[2] / "docs"
PROTOCOL = (DOCS / "protocol.md").read_text("utf-8")
MARK = "<!-- settings: tests/web/test_documents.py holds this table true -->\n"


def settings_table() -> str:
    """What stands below the mark in docs/server.md."""
    rows = ["| flag | environment | default | |", "|---|---|---|---|"]
    for name, field in ServerSettings.model_fields.items():
        default = {None: "none", "": "none"}.get(field.default, f"`{field.default}`") if field.default != [] else "none"
        rows.append(f"| `--{name.replace('_', '-')}` | `DESCENT_{name.upper()}` | {default} | {field.description} |")
    return "\n".join(rows) + "\n"


def test_every_setting_is_documented_as_it_is() -> None:
    text = (DOCS / "server.md").read_text("utf-8")
    assert MARK + settings_table() in text, f"put this below the mark in docs/server.md:\n{settings_table()}"


def test_every_setting_says_what_it_is() -> None:
    assert all(field.description for field in ServerSettings.model_fields.values())


def row(name: str) -> str:
    """The lines of the tables that begin with a name."""
    lines = [line for line in PROTOCOL.splitlines() if re.match(rf"\| [^|]*`{name}`[^|]*\|", line)]
    assert lines, f"docs/protocol.md has no row for `{name}`"
    return " ".join(lines)


def members(union: Any) -> tuple[type[BaseModel], ...]:
    return get_args(get_args(union)[0])


@pytest.mark.parametrize("model", [*members(commands.Command), *members(events.ServerEvent)])
def test_every_field_of_every_message_is_described(model: type[BaseModel]) -> None:
    described = row(model.model_fields["type"].default)
    for name in model.model_fields.keys() - {"type", "id"}:
        assert f"`{name}" in described, f"docs/protocol.md does not describe {name} of {model.__name__}"


@pytest.mark.parametrize("kind", Probe.kinds)
def test_every_field_of_every_probe_is_described(kind: str) -> None:
    described = row(kind)
    for name in Probe.kinds[kind].model_fields.keys() - {"probe"}:
        assert f"`{name}" in described
