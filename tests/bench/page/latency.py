"""From a hand to the paint: a slider and the first picture with the new settings, the playhead and its moment."""

from __future__ import annotations

from playwright.sync_api import Page

from support.until import NEXT_FRAME

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


def drag_to_picture(page: Page) -> list[float]:
    """Milliseconds, one a move of the held playhead, at rest: to the paint of the moment that it is on."""
    box = page.get_by_test_id("track").bounding_box()
    end = page.get_by_test_id("playhead").bounding_box()
    assert box is not None
    assert end is not None
    left, right, y = box["x"] + 20, end["x"] + 14, box["y"] + 42
    page.mouse.move(right, y)
    page.mouse.down()
    found: list[float] = []
    for move in range(CHANGES):
        before = page.evaluate("wireLog.drags.length")
        share = (move * 0.382) % 1  # every place of the track, near the last one and far from it
        page.mouse.move(left + share * (right - left), y)
        page.evaluate(NEXT_FRAME)
        if page.evaluate("wireLog.drags.length") == before:
            continue  # the same moment as before
        page.wait_for_function("wireLog.dragLatency() !== null")
        found.append(page.evaluate("wireLog.dragLatency()"))
        page.evaluate("wireLog.pictures.length = 0")
    page.mouse.up()
    return found
