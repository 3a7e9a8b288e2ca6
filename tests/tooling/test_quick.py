"""The inner loop stays quick: nothing that it collects imports what takes seconds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
PEERS = re.compile(r"^(?:import|from) (?:jax|safetensors|scipy|sklearn|torch)\b", re.MULTILINE)
NOT_COLLECTED = ("test_against_torch.py",)
NOT_READ = {"bench", "e2e"}
MODULES = [p for p in TESTS.rglob("*.py") if not NOT_READ & set(p.parts) and p.name not in NOT_COLLECTED]


@pytest.mark.parametrize("name", NOT_COLLECTED)
def test_what_may_import_a_peer_is_a_slow_place(name: str) -> None:
    assert list(TESTS.rglob(name))
    assert f'"{name}"' in (TESTS / "conftest.py").read_text(encoding="utf-8")


def test_peers_are_fixtures() -> None:
    wrong = [str(path.relative_to(TESTS)) for path in MODULES if PEERS.search(path.read_text(encoding="utf-8"))]
    assert not wrong, f"{', '.join(wrong)}: ask for the fixture of support/peers.py instead of importing a peer"
