"""NOTICE names everything that the page bundles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import notices

ROOT = Path(__file__).resolve().parents[2]
NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")
DIRECT = json.loads((ROOT / "frontend/package.json").read_text(encoding="utf-8"))["dependencies"]


@pytest.mark.parametrize("name", sorted(set(DIRECT) - notices.BUILD_ONLY))
def test_every_runtime_dependency_of_the_page_is_named(name: str) -> None:
    assert f"{name} (" in NOTICE, "run `python scripts/notices.py`"


def test_it_is_what_the_script_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert notices.notice() == NOTICE, "run `python scripts/notices.py`"


def test_the_licence_is_apache_2() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License\n                           Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
