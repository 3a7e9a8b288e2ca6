"""What is generated from the models and committed must be what would be generated now."""

import json
from pathlib import Path

from descent.problems import catalogue as messages
from descent.wire.typescript import typescript
from descent.wire.words import words

ROOT = Path(__file__).parents[2]


def test_the_typescript_types_are_those_of_the_models() -> None:
    committed = (ROOT / "frontend/src/wire/types.generated.ts").read_text("utf-8")
    assert committed == typescript(), "stale: run `make types` and commit it"


def test_the_words_of_settings_are_those_of_the_models() -> None:
    path = ROOT / "backend/descent/messages/en/settings.generated.json"
    command = f"python -m descent.wire.words > {path.relative_to(ROOT)}"
    assert path.read_text("utf-8") == words(), f"stale: run `{command}` and commit it"


def test_generated_words_are_part_of_the_catalogue() -> None:
    assert json.loads(words()).items() <= messages().items()
    assert messages()["layer.dense.units.title"] == "Units"


def test_the_types_tell_kinds_of_different_families_apart() -> None:
    text = typescript()
    assert "export interface ConstantSchedule {" in text
    assert "export interface ConstantInitialiser {" in text
    assert "__" not in text
