"""Our layers in PyTorch: a family a file, each with `TWINS` (how to make them) and `CASES` (what to try them on)."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from support.twins.base import Case, Make

FAMILIES = sorted(file.stem for file in Path(__file__).parent.glob("*.py") if file.stem not in {"__init__", "base"})
_modules = [import_module(f"support.twins.{family}") for family in FAMILIES]

TWINS: dict[str, Make] = {kind: make for module in _modules for kind, make in module.TWINS.items()}
CASES: list[Case] = [case for module in _modules for case in module.CASES]
