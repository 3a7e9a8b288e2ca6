"""What make says when something is missing: one clear line, and nothing half done."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PACKAGES = "frontend/node_modules/.descent-run"
ENVIRONMENT = ".venv/.descent-venv"

Make = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Runs make in an empty folder with the Makefile, on a PATH with little more than the shell."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("frontend/package-lock.json", "frontend/.npmrc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "find", "touch", "awk", "sed"):
        (tools / name).symlink_to(shutil.which(name) or name)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [shutil.which("make") or "make", *arguments]
        return subprocess.run(command, cwd=tmp_path, env={"PATH": str(tools)}, capture_output=True, text=True)

    return run


def pretend(folder: Path, name: str, version: str) -> Path:
    """A program that knows its version and fails at everything else."""
    program = folder / "bin" / name
    program.write_text(f'#!/bin/sh\n[ "$1" = --version ] && echo {version} && exit 0\nexit 1\n', encoding="utf-8")
    program.chmod(0o755)
    return program


def test_an_old_python_is_named(make: Make, tmp_path: Path) -> None:
    old = pretend(tmp_path, "python3", "Python 3.9.1")
    done = make(ENVIRONMENT, f"PYTHON={old}")
    assert done.returncode != 0
    assert done.stdout.strip() == (
        f"Descent needs Python 3.11 or newer, but '{old}' is Python 3.9.1. Name another: make PYTHON=python3.12 …"
    )
    assert not (tmp_path / ".venv").exists()


def test_a_missing_python_is_named(make: Make) -> None:
    done = make(ENVIRONMENT, "PYTHON=no-such-python")
    assert done.returncode != 0
    assert "'no-such-python' is not there" in done.stdout
    assert len(done.stdout.splitlines()) == 1


def test_a_missing_node_is_named(make: Make) -> None:
    done = make(PACKAGES)
    assert done.returncode != 0
    assert done.stdout.strip() == (
        "Descent's page is built with Node.js 20.19 or newer, but no 'node' or 'npm' is on the PATH."
    )


def test_an_old_node_is_named(make: Make, tmp_path: Path) -> None:
    pretend(tmp_path, "node", "v18.1.0")
    pretend(tmp_path, "npm", "9.0.0")
    done = make(PACKAGES)
    assert done.returncode != 0
    assert done.stdout.strip() == (
        "Descent's page is built with Node.js 20.19 or newer, but 'node --version' says v18.1.0."
    )


def test_help_lists_every_target_that_people_type(make: Make) -> None:
    phony = re.findall(r"^\.PHONY: (\S+)$", MAKEFILE, re.MULTILINE)
    listed = re.findall(r"^ +make (\S+) +\S", make("help").stdout, re.MULTILINE)
    assert {"run", "test", "quick", "dev", "bench", "screenshots", "pictures", "types", "lock"} <= set(phony)
    assert listed == phony
