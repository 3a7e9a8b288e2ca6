"""The build hook that puts the page into the wheel."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("version", ["v20.19.0", "v20.20.1\n", "v22.0.0", "v100.1.0"])
def test_a_new_enough_node_is_taken(hook: ModuleType, version: str) -> None:
    assert hook.node_complaint(version) is None


@pytest.mark.parametrize("version", ["v20.18.9", "v18.20.0\n", "v8.0.0", "nonsense"])
def test_an_old_node_is_refused_in_one_line(hook: ModuleType, version: str) -> None:
    complaint = hook.node_complaint(version)
    assert "20.19 or newer" in complaint
    assert version.strip() in complaint
    assert "\n" not in complaint


def test_a_missing_node_is_named_in_one_line(hook: ModuleType) -> None:
    complaint = hook.node_complaint(None)
    assert "no `node` or `npm` is on the PATH" in complaint
    assert "\n" not in complaint


def test_packages_are_installed_again_when_the_lock_file_is_newer(hook: ModuleType, tmp_path: Path) -> None:
    lock, installed = tmp_path / "package-lock.json", tmp_path / "node_modules/.package-lock.json"
    lock.touch()
    assert not hook.packages_are_current(tmp_path)
    installed.parent.mkdir()
    installed.touch()
    os.utime(lock, (1_000, 1_000))
    assert hook.packages_are_current(tmp_path)
    os.utime(installed, (500, 500))
    assert not hook.packages_are_current(tmp_path)
