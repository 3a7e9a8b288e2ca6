"""axe finds nothing serious, in both themes, wide and narrow, empty, training and in trouble."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from support.axe import findings
from support.desk import Desk, NewContext


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_serious(new_context: NewContext, theme: Literal["light", "dark"], width: int) -> None:
    # Without motion: contrast is measured when things have arrived, not on their way.
    size = {"width": width, "height": 900}
    page = new_context(color_scheme=theme, viewport=size, reduced_motion="reduce").new_page()
    page.goto("/")
    expect(page.get_by_test_id("connection")).to_have_text("Live")
    assert findings(page) == []
    desk = Desk(page)
    desk.play()
    desk.wait_for("epoch", 5)
    desk.pause()
    if width > 720:
        desk.fill("Batch size", "0")
        page.keyboard.press("Escape")
        desk.button("Export").click()
        assert findings(page) == []
        page.keyboard.press("Escape")
        desk.button("Examples").click()
        assert findings(page) == []
        return
    for tab in ("Output", "Loss", "Learning", "Data"):
        page.get_by_role("navigation").get_by_role("button", name=tab).click()
        assert findings(page) == [], tab


@pytest.mark.parametrize("example", ["digits", "diabetes", "rings", "rate_too_large"])
def test_axe_finds_nothing_serious_in_other_outputs(page: Page, example: str) -> None:
    desk = Desk.open(page, example)
    desk.button("Play").click()
    if example == "rate_too_large":
        expect(desk.message).to_contain_text("infinite")
    else:
        desk.wait_for("epoch", 3)
        desk.pause()
    assert findings(page) == []
