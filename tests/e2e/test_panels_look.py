"""Theme, widths, reduced motion; nothing that shifts while it trains."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from support.desk import Desk, NewContext


def theme(page: Page) -> str:
    return str(page.evaluate("document.documentElement.dataset.theme"))


def test_the_theme_follows_the_system_until_one_is_chosen(new_context: NewContext) -> None:
    page = new_context(color_scheme="dark").new_page()
    desk = Desk.open(page)
    assert theme(page) == "dark"
    desk.button("Light").click()
    assert theme(page) == "light"
    page.reload()
    desk.ready()
    assert theme(page) == "light"
    expect(desk.button("Dark")).to_be_visible()


# Names at line ends go with their lines, the playhead with time; everything else stands still.
BOXES = """() => Object.fromEntries(
  [...document.querySelectorAll('header button, section h2, [data-testid], label, select')]
  .filter((element) => !element.matches('[data-testid^=loss-], [data-testid=playhead]'))
  .map((element, i) => { const box = element.getBoundingClientRect();
    return [`${i} ${element.tagName} ${element.textContent.trim().slice(0, 20).replace(/[0-9.\\s]/g, '')}`,
            [box.x, box.y, box.height].map(Math.round).join()]; }))"""


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_nothing_moves_while_it_trains(new_context: NewContext, width: int) -> None:
    page = new_context(viewport={"width": width, "height": 844}).new_page()
    desk = Desk.open(page) if width > 720 else phone(page)
    desk.play()
    desk.wait_for("epoch", 5)
    before = page.evaluate(BOXES)
    desk.wait_for("epoch", 120)
    after = page.evaluate(BOXES)
    assert {name: box for name, box in after.items() if before.get(name, box) != box} == {}


def phone(page: Page) -> Desk:
    """On a phone the scores are behind a tab."""
    page.goto("/")
    expect(page.get_by_test_id("connection")).to_have_text("Live")
    return Desk(page)


def test_nothing_is_wider_than_the_page(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto("/")
    for width in (1920, 1440, 1339, 1280, 1100, 1024, 999, 900, 768, 390, 360):
        page.set_viewport_size({"width": width, "height": 844})
        expect(page.get_by_test_id("connection")).to_have_text("Live")
        beyond = page.evaluate(
            "() => [...document.querySelectorAll('.bar *, nav *, .transport *')]"
            ".filter(one => one.getBoundingClientRect().right > innerWidth + 0.5).map(one => one.className)"
        )
        assert beyond == [], width
        crowded = page.evaluate(
            "() => { const zones = ['left', 'centre', 'right'].map(zone => `.bar .${zone} > *`).join();"
            " const parts = [...document.querySelectorAll(zones)]"
            ".map(one => one.getBoundingClientRect()).filter(box => box.width > 0).sort((a, b) => a.x - b.x);"
            " return parts.filter((box, i) => i > 0 && box.x < parts[i - 1].right - 1).length }"
        )
        assert crowded == 0, width


def test_a_phone_has_tabs_and_everything_behind_them(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).new_page()
    desk = phone(page)
    tabs = page.get_by_role("navigation", name="Parts of the page")
    desk.play()
    for tab, shown in [
        ("Output", page.get_by_test_id("scores")),
        ("Loss", page.get_by_test_id("loss-chart")),
        ("Learning", page.get_by_label("Learning rate", exact=True)),
        ("Data", page.get_by_role("heading", name="Layers")),
        ("Network", page.locator("[data-card]").first),
    ]:
        tabs.get_by_role("button", name=tab).click()
        expect(shown).to_be_visible()
        expect(desk.button("Pause")).to_be_visible()
    small = page.evaluate(
        "() => [...document.querySelectorAll('button, select, input:not([type=range])')]"
        ".filter(one => one.offsetParent && one.getBoundingClientRect().height < 44 && !one.closest('.flow'))"
        ".map(one => one.outerHTML.slice(0, 80))"
    )
    assert small == []


def test_the_rail_shuts_and_opens(page: Page) -> None:
    desk = Desk.open(page)
    rail = page.get_by_role("complementary", name="Data and layers")
    rail.get_by_role("button", name="Close").click()
    expect(page.get_by_role("heading", name="Data")).to_have_count(0)
    rail.get_by_role("button", name="Layers").click()
    expect(page.get_by_role("heading", name="Data")).to_be_visible()
    assert desk.info()["step"] == 0


def test_examples_open_from_the_gallery_and_back_leads_back(page: Page) -> None:
    desk = Desk.open(page)
    names = [entry["name"] for entry in page.request.get("/api/examples").json()]
    assert len(names) >= 8
    desk.button("Examples").click()
    for name in names:
        expect(page.locator(f"a[href$='/e/{name}'] b")).not_to_be_empty()
    page.keyboard.press("Escape")
    for name in (names[3], names[-1]):
        desk.button("Examples").click()
        page.locator(f"a[href$='/e/{name}']").click()
        page.wait_for_url(f"**/e/{name}")
        desk.ready()
    page.go_back()
    page.wait_for_url(f"**/e/{names[3]}")
    desk.ready()
