"""The spiral built, wired and trained without one pointer event; and the keys of the drawing."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from support.desk import Desk
from support.drawing import Drawing, link

MOST_KEYS = 150


@pytest.fixture
def drawing(page: Page) -> Drawing:
    return Drawing.open(page, "spiral")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def settle(page: Page) -> None:
    """Until the focus has followed a key: it moves in the next frame."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def focus(page: Page) -> dict[str, Any]:
    """What has the focus: its name as far as markup gives one, and of which card or palette entry it is."""
    return page.evaluate(
        """() => {
            const at = document.activeElement;
            return {
                name: (at.getAttribute('aria-label') ?? at.textContent).trim(),
                card: at.dataset.card ?? null,
                unit: at.dataset.unit ?? null,
                layer: at.dataset.layer ?? null
            };
        }"""
    )


def press_until(page: Page, key: str, **wanted: Any) -> None:
    """Press a key until the focus is on what is wanted, as a person without a pointer would."""
    seen: list[Any] = []
    for _ in range(MOST_KEYS):
        at = focus(page)
        if all(at[name] == value for name, value in wanted.items()):
            return
        seen.append(at["card"] or at["name"][:40])
        press(page, key)
        settle(page)
    raise AssertionError(f"{wanted} can't be reached with {key}; seen: {seen}")


def go_to_card(drawing: Drawing, name: str) -> None:
    """Tab into the drawing (it has one tab stop), then the arrow keys."""
    page = drawing.page
    cards = {node["id"] for node in drawing.network()["nodes"]}
    for _ in range(MOST_KEYS):
        if focus(page)["card"] in cards:
            break
        press(page, "Tab")
    wanted = drawing.node(name)["id"]
    for _ in range(len(cards)):
        press(page, "ArrowLeft")
        settle(page)
    press_until(page, "ArrowRight", card=wanted)


def connect(drawing: Drawing, source: str, target: str) -> None:
    """Select a card with Enter, then “Connect to…” and the target in its list."""
    page = drawing.page
    go_to_card(drawing, source)
    press(page, "Enter")
    press_until(page, "Tab", name=f"Connect {source} to")
    press(page, "Enter")
    press_until(page, "ArrowDown", name=target)
    press(page, "Enter")
    expect(page.get_by_role("group", name=f"Connect {source} to")).to_be_hidden()


def unwired(page: Page) -> str:
    """A link to the spiral with an input, one hidden layer of four units and an output, and no wire."""
    document = page.request.get("/api/examples/spiral").json()["document"]
    first, hidden, *_, last = document["network"]["nodes"]
    hidden["layer"]["units"] = 4
    document["network"] = {"nodes": [first, hidden, last], "wires": []}
    document["data"]["features"] = ["x1", "x2", "sin(x1)", "sin(x2)"]
    return link(document)


def test_the_spiral_is_built_wired_and_trained_without_a_pointer(page: Page) -> None:
    page.goto(unwired(page))
    drawing = Drawing(Desk(page))
    expect(drawing.card("Output")).to_contain_text("Nothing comes into “Output”")
    page.evaluate("() => addEventListener('pointerdown', () => { throw new Error('a pointer was used') }, true)")

    press_until(page, "Tab", layer="dense")
    press(page, "Enter")
    expect(drawing.card("Dense 2")).to_be_visible()
    layers = ("Input", "Dense 1", "Dense 2", "Output")
    assert drawing.wires() == set()
    for source, target in pairwise(layers):
        connect(drawing, source, target)
    assert drawing.wires() == {"Input → Dense 1", "Dense 1 → Dense 2", "Dense 2 → Output"}
    expect(drawing.card("Output")).not_to_contain_text("Nothing comes")

    for layer in ("Dense 1", "Dense 2"):
        go_to_card(drawing, layer)
        press_until(page, "Tab", name=f"One unit more in {layer}")
        press(page, *["Enter"] * 4)
        expect(drawing.card(layer)).to_contain_text("8 units")

    go_to_card(drawing, "Dense 1")
    press(page, "Space")
    expect(drawing.desk.button("Pause")).to_be_visible()
    page.wait_for_function(
        "() => parseFloat(document.querySelector('[data-testid=scores]').textContent.match(/[\\d.]+(?=\\s*%)/)) >= 90",
        timeout=90_000,
    )


def test_arrows_go_from_card_to_card_and_down_into_the_units(drawing: Drawing) -> None:
    page = drawing.page
    go_to_card(drawing, "Dense 1")
    for _ in range(3):
        press(page, "ArrowDown")
        settle(page)
    assert focus(page)["name"] == "unit 3 of Dense 1"
    press(page, "ArrowRight")
    settle(page)
    assert focus(page)["name"] == "unit 3 of Dense 2"  # the one at the same height
    expect(page.get_by_role("heading", name="Dense 2, unit 3")).to_be_visible()  # the output shows its view
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Unit 3 of Dense 2")).to_be_visible()
    press(page, "Escape")
    expect(page.get_by_test_id("inspector")).to_be_hidden()
    assert focus(page)["name"] == "unit 3 of Dense 2"
    press(page, "Escape")
    settle(page)
    assert focus(page)["card"] == drawing.node("Dense 2")["id"]


def test_a_card_says_everything_about_itself(drawing: Drawing) -> None:
    expect(drawing.card("Dense 1")).to_have_attribute("aria-label", "Dense 1, Dense, Tanh, gives 8, 24 parameters")


def test_shift_and_an_arrow_move_a_card(drawing: Drawing) -> None:
    go_to_card(drawing, "Output")
    y = drawing.node("Output")["y"]
    press(drawing.page, *["Shift+ArrowDown"] * 3)
    drawing.desk.wait_for_document("network", "nodes", 4, "y", value=y + 60)


def test_delete_removes_the_focused_card_and_the_focus_stays_in_the_drawing(drawing: Drawing) -> None:
    go_to_card(drawing, "Dense 2")
    press(drawing.page, "Delete")
    expect(drawing.card("Dense 2")).to_have_count(0)
    settle(drawing.page)
    assert focus(drawing.page)["card"] is not None
    assert "Dense 1 → Dense 3" in drawing.wires()


def test_shift_f10_leads_to_the_actions_of_a_card(drawing: Drawing) -> None:
    page = drawing.page
    go_to_card(drawing, "Dense 2")
    press(page, "Shift+F10")
    settle(page)
    assert focus(page)["name"] == "Move left"
    press(page, "Enter")
    expect(drawing.card("Dense 2").locator(".parameters")).to_have_text("24 params")
    assert "Input → Dense 2" in drawing.wires()


def test_plus_minus_and_zero_zoom(drawing: Drawing) -> None:
    page = drawing.page
    zoom = page.get_by_role("toolbar", name="Zoom").locator(".zoom")
    before = zoom.inner_text()
    go_to_card(drawing, "Dense 1")
    press(page, "+")
    expect(zoom).not_to_have_text(before)
    press(page, "0")
    expect(zoom).to_have_text(before)


def test_the_drawing_is_one_stop_of_the_tab_key(drawing: Drawing) -> None:
    """Tab leads into the drawing, then to the focused card's own buttons, then out: not through sixty pictures."""
    page = drawing.page
    go_to_card(drawing, "Dense 1")
    inside = 0
    while page.evaluate("() => document.activeElement.closest('.svelte-flow') !== null"):
        inside += 1
        press(page, "Tab")
        assert inside < 8
