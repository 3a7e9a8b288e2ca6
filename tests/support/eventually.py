"""Waiting for a state inside an event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

PAUSE = 0.005


async def eventually(holds: Callable[[], bool], what: str, seconds: float = 10.0) -> None:
    """Returns as soon as `holds()`; after `seconds` it fails, naming `what` was waited for."""
    end = asyncio.get_running_loop().time() + seconds
    while not holds():
        if asyncio.get_running_loop().time() > end:
            raise AssertionError(f"waited {seconds:g} s for {what}")
        await asyncio.sleep(PAUSE)
