"""Sequences on the cards: tokens as they are written, and a strip over time for every feature."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from support.desk import Desk


def colours(card: Locator) -> int:
    """How many colours the picture of a card has."""
    return card.locator("canvas").first.evaluate(
        "canvas => new Set(new Uint32Array(canvas.getContext('2d')"
        ".getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size"
    )


def test_a_string_is_read_on_the_input_and_seen_travelling_through_the_lstm(page: Page) -> None:
    desk = Desk.open(page, "brackets")
    caption = page.locator("[data-card=input] .caption")
    expect(caption).to_have_text(re.compile(r"^“[()\[\]]+”\. This one is “(balanced|broken)”$"))
    first = caption.inner_text()
    desk.epochs(1)
    lstm = page.locator("[data-card=lstm]")
    expect(lstm.locator("[data-unit]")).to_have_count(1)
    page.wait_for_function(
        "() => { const canvas = document.querySelector('[data-card=lstm] canvas');"
        " const all = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer;"
        " return new Set(new Uint32Array(all)).size > 20; }"
    )
    assert colours(page.locator("[data-card=embedding]")) > 3
    desk.button("Next example").click()
    expect(caption).not_to_have_text(first)


def test_the_worst_strings_are_listed_as_they_are_written(page: Page) -> None:
    Desk.open(page, "sums")
    page.get_by_label("View of the output").select_option("worst")
    expect(page.get_by_test_id("worst").locator("li").first).to_contain_text(re.compile(r"\d+\+\d+"))
