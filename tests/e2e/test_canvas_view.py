"""Looking at the drawing: tidy, the map, fit and zoom to the selection."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from support.desk import NewContext
from support.drawing import Drawing, Point, box, middle
from support.until import until


@pytest.fixture
def drawing(page: Page) -> Drawing:
    return Drawing.open(page, "wide_and_deep")


def tidy(drawing: Drawing) -> dict[str, Point]:
    drawing.page.get_by_role("button", name="Tidy", exact=True).click()
    drawing.desk.wait_for_rest()
    return drawing.places()


def test_tidy_makes_columns_and_keeps_what_was_put_above_above(drawing: Drawing) -> None:
    first = tidy(drawing)
    assert first["Deep 1"][1] < first["Wide"][1]
    assert first["Deep 1"][0] == first["Wide"][0]
    # Somebody puts the wide layer above the deep one, by hand.
    drawing.card("Wide").focus()
    for _ in range(3):
        drawing.page.keyboard.press("-")
        drawing.desk.wait_for_rest()
    deep, wide = box(drawing.card("Deep 1")), box(drawing.card("Wide"))
    start = middle(drawing.card("Wide").get_by_role("heading"))
    drawing.drag(start, (start[0], deep["y"] - wide["height"] - 10))
    expect(drawing.page.get_by_role("button", name="Undo: move Wide")).to_be_visible()
    drawing.desk.wait_for_rest()
    moved = drawing.places()
    second = tidy(drawing)
    assert second["Wide"][1] < second["Deep 1"][1]
    assert second["Deep 1"][0] == second["Wide"][0]
    drawing.page.keyboard.press("Control+z")
    expect(drawing.page.get_by_role("button", name="Redo: tidy")).to_be_visible()
    drawing.desk.wait_for_rest()
    assert drawing.places() == moved


def test_tidy_by_key_glides_and_a_tidy_drawing_stays_as_it_is(drawing: Drawing) -> None:
    page = drawing.page
    before = tidy(drawing)
    start = middle(drawing.card("Output").get_by_role("heading"))
    drawing.drag(start, (start[0] - 20, start[1] + 140))
    drawing.desk.wait_for_rest()
    page.evaluate(
        """() => {
            window.seen = [];
            const card = document.querySelector('[data-card="output"]');
            const look = () => {
                window.seen.push(Math.round(card.getBoundingClientRect().y));
                requestAnimationFrame(look);
            };
            look();
        }"""
    )
    drawing.card("Output").focus()
    page.keyboard.press("t")
    drawing.desk.wait_for_rest()
    seen = page.evaluate("() => window.seen")
    assert any(seen[-1] < y < seen[0] for y in seen)  # on its way, however slow the machine
    assert drawing.places() == before
    page.keyboard.press("t")
    drawing.desk.wait_for_rest()
    assert drawing.places() == before


def test_with_reduced_motion_cards_are_there_at_once(new_context: NewContext) -> None:
    drawing = Drawing.open(new_context(reduced_motion="reduce").new_page(), "wide_and_deep")
    tidy(drawing)
    start = middle(drawing.card("Output").get_by_role("heading"))
    drawing.drag(start, (start[0], start[1] + 140))
    drawing.desk.wait_for_rest()
    seen = drawing.page.evaluate(
        """async () => {
            const card = document.querySelector('[data-card="output"]');
            const seen = new Set([card.getBoundingClientRect().y]);
            [...document.querySelectorAll('.tools button')].find((one) => one.ariaLabel === 'Tidy').click();
            for (let i = 0; i < 40; i++) {
                await new Promise(requestAnimationFrame);
                seen.add(card.getBoundingClientRect().y);
            }
            return seen.size;
        }"""
    )
    assert seen <= 3  # before, after, and after the view has followed


def test_the_map_shows_the_drawing_and_pans_it_by_key_and_pointer(drawing: Drawing) -> None:
    page = drawing.page
    page.get_by_role("button", name="Map", exact=True).click()
    small = page.get_by_role("application", name="Map of the drawing")
    expect(small.locator("rect.card")).to_have_count(len(drawing.names()))
    drawing.desk.wait_for_rest()
    before = box(drawing.card("Input"))["x"]
    small.focus()
    page.keyboard.press("ArrowRight")
    comes_to(drawing, before - 60)
    page.keyboard.press("Home")
    comes_to(drawing, before)
    at = middle(small)
    drawing.drag(at, (at[0] + 10, at[1]))

    def look() -> None:
        assert box(drawing.card("Input"))["x"] < before - 20

    until(page, look)


def comes_to(drawing: Drawing, x: float) -> None:
    """Until the input's card has come to rest at a place."""

    def look() -> None:
        assert box(drawing.card("Input"))["x"] == pytest.approx(x, abs=1)

    until(drawing.page, look)
    drawing.desk.wait_for_rest()
    look()


def test_the_map_is_remembered_and_goes_out_of_the_way_where_it_is_narrow(drawing: Drawing) -> None:
    page = drawing.page
    drawing.card("Input").focus()
    page.keyboard.press("m")
    small = page.get_by_role("application", name="Map of the drawing")
    expect(small).to_be_visible()
    page.reload()
    drawing.desk.ready()
    expect(small).to_be_visible()
    page.set_viewport_size({"width": 800, "height": 800})
    expect(small).to_be_hidden()


def test_zoom_to_the_selection_and_back(drawing: Drawing) -> None:
    page = drawing.page
    zoom = page.get_by_role("toolbar", name="Zoom")
    expect(zoom.get_by_role("button", name="Zoom to selection")).to_have_attribute("aria-disabled", "true")
    before = box(drawing.card("Deep 2"))
    drawing.select("Deep 2")
    zoom.get_by_role("button", name="Zoom to selection").click()
    drawing.desk.wait_for_rest()
    after = box(drawing.card("Deep 2"))
    assert after["height"] > before["height"] * 1.2
    canvas = box(page.locator("[data-canvas]"))
    assert after["x"] + after["width"] / 2 == pytest.approx(canvas["x"] + canvas["width"] / 2, abs=4)
    drawing.card("Deep 2").focus()
    page.keyboard.press("0")
    drawing.desk.wait_for_rest()
    assert box(drawing.card("Deep 2"))["height"] == pytest.approx(before["height"], abs=1)
    page.keyboard.press("f")
    drawing.desk.wait_for_rest()
    assert box(drawing.card("Deep 2"))["height"] == pytest.approx(after["height"], abs=1)
    # From the timeline, 1 leads back to the network: all of it in sight, the focus on the card that had it.
    page.get_by_test_id("playhead").focus()
    page.keyboard.press("1")
    expect(drawing.card("Deep 2")).to_be_focused()
    drawing.desk.wait_for_rest()
    assert box(drawing.card("Deep 2"))["height"] == pytest.approx(before["height"], abs=1)
