"""Forced colours, zoom to 400 %, no motion, words for every picture, and axe with everything open."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final, Literal

import pytest
from playwright.sync_api import Page, WebSocket, expect

from support.axe import findings
from support.desk import Desk, NewContext
from support.drawing import Drawing, middle

ZOOMED: Final = {"width": 320, "height": 256}
"""A window of 1280 × 1024 at 400 %."""

TABS: Final = ("Output", "Loss", "Learning", "Data", "Network")


def tab(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Parts of the page").get_by_role("button", name=name).click()


def inspector(desk: Desk) -> None:
    Drawing(desk).card("Dense 1").get_by_role("heading").click()
    expect(desk.page.get_by_test_id("inspector")).to_be_visible()


def several(desk: Desk) -> None:
    desk.page.keyboard.down("Shift")
    for name in ("Dense 1", "Dense 2"):
        desk.page.mouse.click(*middle(Drawing(desk).card(name).get_by_role("heading")))
    desk.page.keyboard.up("Shift")
    expect(desk.page.get_by_test_id("inspector").get_by_role("button", name="Duplicate")).to_be_visible()


def menu(desk: Desk) -> None:
    inspector(desk)
    desk.page.keyboard.press("Shift+F10")
    expect(desk.page.get_by_role("menu")).to_be_visible()


def strokes(desk: Desk) -> None:
    desk.button("One example").click()
    expect(desk.page.get_by_role("button", name="Next stroke")).to_be_visible()


def finder(desk: Desk) -> None:
    desk.page.keyboard.press("Control+k")
    expect(desk.page.get_by_role("combobox", name="Find a command, layer or setting")).to_be_focused()


def keys(desk: Desk) -> None:
    desk.page.keyboard.press("?")
    expect(desk.page.get_by_role("heading", name="Keyboard")).to_be_visible()


def curves(desk: Desk) -> None:
    desk.page.get_by_role("button", name="Curves").click()
    expect(desk.page.get_by_role("slider", name="Smoothing")).to_be_visible()


OPEN: Final[tuple[Callable[[Desk], None], ...]] = (inspector, several, menu, strokes, finder, keys, curves)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("opened", OPEN, ids=lambda one: one.__name__)
def test_axe_finds_nothing_serious_with_it_open(
    new_context: NewContext, theme: Literal["light", "dark"], opened: Callable[[Desk], None]
) -> None:
    page = new_context(color_scheme=theme, reduced_motion="reduce").new_page()
    desk = Desk.open(page)
    desk.epochs(1)
    opened(desk)
    assert findings(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("example", ["spiral", "digits"])
def test_forced_colours_leave_everything_legible(
    new_context: NewContext, theme: Literal["light", "dark"], example: str
) -> None:
    page = new_context(color_scheme=theme, forced_colors="active", reduced_motion="reduce").new_page()
    desk = Desk.open(page, example)
    desk.epochs(1)
    assert findings(page) == []
    inspector(desk)
    assert findings(page) == []


def test_at_400_percent_everything_can_be_reached_by_scrolling_one_way(new_context: NewContext) -> None:
    page = new_context(viewport=ZOOMED).new_page()
    page.goto("/")
    expect(page.get_by_test_id("connection")).to_have_text("Live")
    for name in TABS:
        tab(page, name)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        covered = page.evaluate(
            """() => [...document.querySelectorAll('button, input, select, [role=slider]')]
              .filter((one) => one.checkVisibility() && !one.disabled && !one.closest('.svelte-flow'))
              .filter((one) => {
                one.scrollIntoView({block: 'center', behavior: 'instant'});
                const {x, y, width, height} = one.getBoundingClientRect();
                const top = document.elementFromPoint(x + width / 2, y + height / 2);
                const own = top && (one.contains(top) || top.contains(one) || one.closest('label')?.contains(top));
                return width > 0 && !own;
              }).map((one) => one.outerHTML.slice(0, 120))"""
        )
        assert covered == [], name
    desk = Desk(page)
    desk.play()
    desk.wait_for("epoch", 2)
    desk.pause()
    tile = page.locator("[data-card] [data-unit]").first
    tile.scroll_into_view_if_needed()
    expect(tile).to_be_in_viewport()


def test_the_counters_go_on_where_no_picture_is_in_sight(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto("/")
    expect(page.get_by_test_id("connection")).to_have_text("Live")
    tab(page, "Learning")
    desk = Desk(page)
    desk.play()
    desk.wait_for("epoch", 20)
    desk.wait_for("rate", 1)
    desk.pause()


def test_without_motion_nothing_is_animated_and_pictures_come_four_times_a_second(new_context: NewContext) -> None:
    rates: list[float] = []

    def sent(frame: str | bytes) -> None:
        message = json.loads(frame)
        if message["type"] == "watch":
            rates.append(message["rate"])

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", sent)

    page = new_context(reduced_motion="reduce").new_page()
    page.on("websocket", listen)
    desk = Desk.open(page)
    desk.play()
    desk.wait_for("epoch", 5)
    assert page.evaluate("document.getAnimations().length") == 0
    desk.pause()
    assert set(rates) == {4}


@pytest.mark.parametrize("example", ["spiral", "digits", "diabetes"])
def test_every_picture_has_its_words(page: Page, example: str) -> None:
    """A canvas is described by what it lies in, or a neighbour says the same and it is hidden from readers."""
    desk = Desk.open(page, example)
    desk.epochs(1)
    curves(desk)
    wordless = page.evaluate(
        """() => [...document.querySelectorAll('canvas')].filter((canvas) => {
          const named = '[aria-label]:not([aria-label=""]), [aria-labelledby], [aria-describedby], label, figure';
          return canvas.checkVisibility() && canvas.closest(named) === null;
        }).map((canvas) => canvas.parentElement.outerHTML.slice(0, 160))"""
    )
    assert wordless == []
    for card in page.locator("[data-card]").all():
        name = card.get_attribute("aria-label") or ""
        assert card.get_by_role("heading").first.inner_text() in name
