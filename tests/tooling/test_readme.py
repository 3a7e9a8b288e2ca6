"""What the README tells people to type works."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
LINES = [line.split("#")[0].split() for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()]
COMMANDS = [words[1:] for words in LINES if words[:1] == ["descent"]]


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake ([a-z]+)\b(?= |`|$)", README))))
def test_every_make_target_exists(target: str) -> None:
    assert f".PHONY: {target}\n" in MAKEFILE


@pytest.mark.slow
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_is_understood(words: list[str], tmp_path: Path) -> None:
    if words[0] == "serve":
        words = [*words, "--help"]  # the flags are checked first; a server would not end
    spiral = [sys.executable, "-m", "descent", "examples", "spiral"]
    document = subprocess.run(spiral, capture_output=True, text=True, check=True).stdout
    (tmp_path / "my-network.json").write_text(document, encoding="utf-8")
    command = [sys.executable, "-m", "descent", *words, *(["--epochs", "1"] if words[0] == "train" else [])]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = [block for kind, block in BLOCKS if kind == "python"]
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(([^)#:]+)", README))))
def test_every_link_leads_somewhere(path: str) -> None:
    assert (ROOT / path).exists()
