"""Slider to picture (DEFINITIONS: from the input event to the paint of the first picture with the new settings)."""

from __future__ import annotations

from playwright.sync_api import Page

CHANGES = 100


def slider_to_picture(page: Page) -> list[float]:
    """Milliseconds, one a change, while the network trains at full speed."""
    slider = page.get_by_role("slider", name="Learning rate")
    slider.focus()
    found: list[float] = []
    for change in range(CHANGES):
        before = page.evaluate("wireLog.inputs.length")
        page.keyboard.press("ArrowLeft" if change % 2 else "ArrowRight")
        page.wait_for_function("before => wireLog.inputs.length > before && wireLog.latency() !== null", arg=before)
        found.append(page.evaluate("wireLog.latency()"))
        page.evaluate("wireLog.pictures.length = 0")
    return found
