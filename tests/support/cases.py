"""How many cases a property is tried on."""

from __future__ import annotations

from hypothesis import settings


def at_most(cases: int) -> int:
    """`max_examples` of a property that sets its own: as many, or as few as the profile in force allows."""
    return min(cases, settings().max_examples)
