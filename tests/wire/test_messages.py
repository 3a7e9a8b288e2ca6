"""Commands and events: one of each against the fixture that the page reads too."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter, ValidationError

from descent.probes import Probe
from descent.wire.commands import COMMAND, Command
from descent.wire.events import EVENT, ServerEvent

FIXTURE = json.loads((Path(__file__).parents[1] / "golden/messages.json").read_text("utf-8"))
COMMANDS: list[dict[str, Any]] = FIXTURE["commands"]
EVENTS: list[dict[str, Any]] = FIXTURE["events"]


def types_of(union: Any) -> set[str]:
    return {member.model_fields["type"].default for member in get_args(get_args(union)[0])}


@pytest.mark.parametrize(("adapter", "message"), [(COMMAND, m) for m in COMMANDS] + [(EVENT, m) for m in EVENTS])
def test_a_message_comes_back_as_it_was(adapter: TypeAdapter[Any], message: dict[str, Any]) -> None:
    read = adapter.validate_json(json.dumps(message))
    assert json.loads(adapter.dump_json(read)) == message


def test_the_fixture_has_every_type_and_every_probe() -> None:
    assert {message["type"] for message in COMMANDS} == types_of(Command)
    assert {message["type"] for message in EVENTS} == types_of(ServerEvent)
    probes = next(message for message in COMMANDS if message["type"] == "watch")["probes"]
    assert {probe["probe"] for probe in probes} == Probe.kinds.keys()


@pytest.mark.parametrize(
    "junk",
    [
        {},
        {"type": "explode", "id": 1},
        {"type": "play"},
        {"type": "play", "id": "1"},
        {"type": "play", "id": -1},
        {"type": "play", "id": 1, "extra": 1},
        {"type": "step", "id": 1, "unit": "year"},
        {"type": "edit", "id": 1, "base": 0, "changes": []},
        {"type": "pace", "id": 1, "steps_per_second": 0},
        {"type": "watch", "id": 1, "probes": [{"probe": "maps", "node": "a", "resolution": 10**6}], "rate": 30},
        {"type": "watch", "id": 1, "probes": [], "rate": 61},
        {"type": "seen", "snapshot": 2**32},
    ],
)
def test_a_malformed_command_is_refused(junk: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        COMMAND.validate_json(json.dumps(junk))
