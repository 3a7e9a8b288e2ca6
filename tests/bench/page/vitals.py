"""How the page feels while training runs at full speed: interaction to next paint, and what shifts by itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from playwright.sync_api import Page

ROUNDS: Final = 6

WATCH: Final = """() => {
  window.vitals = { interactions: new Map(), shift: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!entry.interactionId) continue;
      const longest = window.vitals.interactions.get(entry.interactionId) ?? 0;
      window.vitals.interactions.set(entry.interactionId, Math.max(longest, entry.duration));
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: false });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.vitals.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: false });
}"""


def hands(page: Page) -> list[Callable[[], None]]:
    """What people do most, each a pointer's or a key's way from and back to the same page."""
    unit = page.locator("[data-card] [data-unit]")
    press = page.keyboard.press

    def view(name: str) -> Callable[[], None]:
        return lambda: page.get_by_label("View of the output").select_option(name) and None

    return [
        lambda: unit.nth(4).click(),
        lambda: press("ArrowDown"),
        lambda: press("Escape"),
        lambda: page.get_by_role("button", name="One unit more in Dense 1").click(),
        lambda: press("Control+z"),
        view("surface"),
        view("curves"),
        view("map"),
        lambda: page.get_by_role("slider", name="Learning rate").focus(),
        lambda: press("ArrowRight"),
        lambda: press("ArrowLeft"),
        lambda: press("Control+k"),
        lambda: page.keyboard.type("dense"),
        lambda: press("Escape"),
        lambda: page.get_by_role("button", name="Export").click(),
        lambda: press("Escape"),
        lambda: page.get_by_role("button", name="Pause", exact=True).click(),
        lambda: page.get_by_role("button", name="Play", exact=True).click(),
    ]


def interactions(page: Page) -> list[float]:
    """Milliseconds from each interaction to the paint after it, by Chromium's event timing (8 ms grid, 16 at least)."""
    page.evaluate(WATCH)
    for _ in range(ROUNDS):
        for act in hands(page):
            act()
    return page.evaluate("[...window.vitals.interactions.values()]")


def shift(page: Page, seconds: float) -> float:
    """Cumulative layout shift of so many seconds of training that nobody touches."""
    page.evaluate(WATCH)
    time.sleep(seconds)
    return page.evaluate("window.vitals.shift")
