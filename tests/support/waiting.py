"""Waiting for a state instead of sleeping."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


def wait_until(holds: Callable[[], bool], seconds: float, what: str) -> None:
    """Returns as soon as `holds()`; after `seconds` it fails, naming `what` was waited for."""
    end = time.monotonic() + seconds
    pause = threading.Event()
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds:g} s for {what}")
        pause.wait(0.02)
