"""Finding a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

import chromium


def test_the_named_browser_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.touch()
    monkeypatch.setenv("DESCENT_CHROMIUM", str(mine))
    assert chromium.need() == mine


def test_a_named_browser_that_is_not_there_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESCENT_CHROMIUM", "/nowhere/chrome")
    with pytest.raises(chromium.MissingBrowserError, match="DESCENT_CHROMIUM names /nowhere/chrome"):
        chromium.need()


def test_without_any_browser_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DESCENT_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(chromium, "MACOS", ())
    with pytest.raises(chromium.MissingBrowserError, match="install one"):
        chromium.need()
