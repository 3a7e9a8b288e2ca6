"""Waiting for a state of a page."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from playwright.sync_api import Page

T = TypeVar("T")

NEXT_FRAME = "() => new Promise((resolve) => requestAnimationFrame(() => resolve()))"


def until(page: Page, look: Callable[[], T], seconds: float = 15.0) -> T:
    """What `look` gives as soon as it asserts nothing false, asked in every frame; its last complaint otherwise."""
    end = time.monotonic() + seconds
    while True:
        try:
            return look()
        except AssertionError:
            if time.monotonic() > end:
                raise
        page.evaluate(NEXT_FRAME)
