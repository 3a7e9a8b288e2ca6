"""The gallery: what each example learned, what to look for, what it promises; by pointer and key, wide and narrow."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from descent.examples import examples
from support.desk import Desk, NewContext

BAD = [name for name, example in examples().items() if example.promise.outcome != "reaches"]


def opened(page: Page) -> Desk:
    desk = Desk.open(page)
    desk.button("Examples").click()
    expect(page.locator("[data-example]")).to_have_count(len(examples()))
    return desk


def painted(page: Page, name: str) -> int:
    """How many colours the picture of an example has."""
    return page.locator(f"[data-example={name}] canvas").evaluate(
        "canvas => new Set(new Uint32Array(canvas.getContext('2d')"
        ".getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size"
    )


def test_every_example_has_its_picture_its_sentence_and_its_promise(page: Page) -> None:
    opened(page)
    for name, example in examples().items():
        card = page.locator(f"[data-example={name}]")
        expect(card).to_contain_text(example.title)
        expect(card).to_contain_text(example.look_for)
        if example.promise.outcome != "reaches":
            expect(card).to_contain_text("fails")
            expect(card).to_contain_text(example.description)
        expect(card).to_contain_text("epochs")
        card.scroll_into_view_if_needed()
        assert painted(page, name) > 3, name
    expect(page.locator("[data-example=spiral]")).to_contain_text("Validation accuracy 97\u202f%\u00a0±\u00a03\u202f%")


@pytest.mark.parametrize(
    ("kind", "modality"),
    [("Plane", "plane"), ("Tables", "table"), ("Images", "image"), ("Sequences", "sequence"), ("Meant to fail", None)],
)
def test_it_shows_some_of_them_only(page: Page, kind: str, modality: str | None) -> None:
    opened(page)
    page.get_by_role("group", name="Kind of example").get_by_role("radio", name=kind, exact=True).check()
    wanted = (
        BAD
        if modality is None
        else [
            name
            for name, example in examples().items()
            if name not in BAD and example.document.data.dataset.modality == modality
        ]
    )
    shown = page.locator("[data-example]")
    expect(shown).to_have_count(len(wanted))
    assert [card.get_attribute("data-example") for card in shown.all()] == wanted


def test_keys_walk_among_the_cards_and_open_one(page: Page) -> None:
    opened(page)
    page.locator("[data-example=spiral]").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-example=circle]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    below = str(page.evaluate("document.activeElement.dataset.example"))
    boxes = [page.locator(f"[data-example={name}]").bounding_box() for name in ("circle", below)]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["x"] == pytest.approx(boxes[1]["x"], abs=1)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/e/{below}")
    expect(page.locator("[data-example]")).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("textbox", name="Name of the document")).to_have_value("Two spirals")


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_nothing_sticks_out_at_any_width(new_context: NewContext, width: int) -> None:
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    page.goto("/")
    expect(page.get_by_test_id("connection")).to_have_text("Live")
    page.get_by_role("button", name="Examples", exact=True).click()
    expect(page.locator("[data-example]")).to_have_count(len(examples()))
    outside = page.evaluate(
        """() => [...document.querySelectorAll('[data-example], [data-example] *')].filter((one) => {
             const box = one.getBoundingClientRect();
             return box.width > 0 && (box.left < 0 || box.right > innerWidth + 0.5);
           }).map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert outside == []


def test_pictures_are_there_in_the_dark_too(new_context: NewContext) -> None:
    page = new_context(color_scheme="dark").new_page()
    opened(page)
    assert painted(page, "spiral") > 100
