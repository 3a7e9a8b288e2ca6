"""The lock files: complete, hashed, and silent about where packages come from."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HASHED = ("runtime", "build", "dev")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def requirements(name: str) -> str:
    return (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")


def pinned(name: str) -> set[str]:
    return set(re.findall(r"^([A-Za-z0-9._-]+)==", requirements(name), re.MULTILINE))


def names(dependencies: list[object]) -> set[str]:
    plain = [text for text in dependencies if isinstance(text, str)]
    return {re.split(r"[\[>=<;~! ]", text, maxsplit=1)[0] for text in plain}


@pytest.mark.parametrize("name", HASHED)
def test_every_requirement_has_hashes(name: str) -> None:
    entries = re.split(r"^(?=[A-Za-z0-9])", requirements(name), flags=re.MULTILINE)[1:]
    assert entries
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)


@pytest.mark.parametrize("name", [*HASHED, "oracles"])
def test_no_requirement_names_an_address(name: str) -> None:
    lines = [line for line in requirements(name).splitlines() if not line.lstrip().startswith("#")]
    assert not [line for line in lines if "://" in line or line.lstrip().startswith(("-i", "-f", "--index", "--find"))]


def test_the_locks_answer_pyproject() -> None:
    assert names(PROJECT["project"]["dependencies"]) <= pinned("runtime")
    assert names(PROJECT["dependency-groups"]["build"]) <= pinned("build")
    assert names(PROJECT["dependency-groups"]["dev"]) <= pinned("dev")


def test_the_tools_are_tested_with_the_versions_that_run() -> None:
    pin = re.compile(r"^([A-Za-z0-9._-]+==\S+)", re.MULTILINE)
    assert set(pin.findall(requirements("runtime"))) <= set(pin.findall(requirements("dev")))


def test_the_page_s_lock_has_integrity_and_no_address() -> None:
    lock = json.loads((ROOT / "frontend/package-lock.json").read_text(encoding="utf-8"))
    manifest = json.loads((ROOT / "frontend/package.json").read_text(encoding="utf-8"))
    packages = {path: entry for path, entry in lock["packages"].items() if path}
    assert not [path for path, entry in packages.items() if "resolved" in entry]
    assert not [path for path, entry in packages.items() if "integrity" not in entry and not entry.get("link")]
    for kind in ("dependencies", "devDependencies"):
        assert lock["packages"][""][kind] == manifest[kind], "run `npm install` in frontend/"
