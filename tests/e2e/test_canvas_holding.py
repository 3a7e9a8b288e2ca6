"""Freezing and silencing on the page: with the menu, the inspector and keys, and what of it is seen."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from support.browser import Complaints
from support.drawing import Drawing, middle
from support.until import until
from support.weights import editor, likeness, says, shown, trained, weights


@pytest.fixture
def drawing(page: Page, complaints: Complaints) -> Drawing:
    return trained(page, complaints)


def train_on(drawing: Drawing) -> tuple[dict[str, np.ndarray[Any, Any]], dict[str, np.ndarray[Any, Any]]]:
    """The weights before and after another few epochs."""
    before = weights(drawing)
    epoch = drawing.desk.count("epoch")
    drawing.desk.play()
    drawing.desk.wait_for("epoch", epoch + 3)
    drawing.desk.pause()
    return before, weights(drawing)


def wait_for_mark(drawing: Drawing, words: str) -> None:
    expect(drawing.desk.message).to_contain_text(words)


def test_a_layer_is_frozen_and_released_with_keys_alone(drawing: Drawing) -> None:
    page = drawing.page
    drawing.card("Dense 1").focus()
    page.keyboard.press("Shift+F10")
    freeze = page.get_by_role("menuitem", name="Freeze", exact=True)
    for _ in range(20):
        if freeze.evaluate("item => item === document.activeElement"):
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(drawing.card("Dense 1")).to_contain_text("frozen")
    expect(drawing.card("Dense 1")).to_have_attribute("aria-label", re.compile("frozen"))
    wait_for_mark(drawing, "Dense 1 is frozen: training leaves it as it is.")
    before, after = train_on(drawing)
    dense = drawing.node("Dense 1")["id"]
    for name, array in before.items():
        assert (array.tobytes() == after[name].tobytes()) == name.startswith(f"{dense}."), name

    page.get_by_test_id("inspector").get_by_label("Frozen", exact=True).uncheck(force=True)
    expect(drawing.card("Dense 1")).not_to_contain_text("frozen")
    wait_for_mark(drawing, "Dense 1 learns again.")
    before, after = train_on(drawing)
    assert before[f"{dense}.weight"].tobytes() != after[f"{dense}.weight"].tobytes()


def test_a_silent_unit_is_dimmed_says_so_and_counts_as_zero(drawing: Drawing) -> None:
    page = drawing.page
    drawing.unit("Dense 2", 3).click()
    page.get_by_test_id("inspector").get_by_label("Silent", exact=True).check(force=True)
    unit = drawing.unit("Dense 2", 3)
    expect(unit).to_have_text("silent")
    expect(unit).to_have_attribute("aria-label", "unit 3 of Dense 2, silent")
    wait_for_mark(drawing, "Unit 3 of Dense 2 is silent")
    # What follows hears zero: as the library says, with the same document and weights.
    predicted = says(drawing, "Dense 3", 0)
    assert (says(drawing, "Dense 2", 2) == 0).all()

    def look() -> None:
        assert likeness(shown(drawing, "Dense 3", 0), predicted) > 0.95

    until(page, look)

    page.keyboard.press("Control+z")
    expect(unit).to_have_text("")


def test_the_menu_of_a_unit_offers_to_silence_it(drawing: Drawing) -> None:
    page = drawing.page
    drawing.card("Dense 2").focus()
    page.keyboard.press("ArrowDown")
    expect(drawing.unit("Dense 2", 1)).to_be_focused()
    page.keyboard.press("Shift+F10")
    page.get_by_role("menuitem", name="Freeze unit 1").click()
    expect(drawing.unit("Dense 2", 1)).to_have_text("frozen")
    before, after = train_on(drawing)
    name = f"{drawing.node('Dense 2')['id']}.weight"
    moved = (before[name] != after[name]).any(axis=1)
    assert moved.tolist() == [False, *[True] * 7]


def test_a_weight_is_silenced_where_it_is_clicked_and_has_a_sign_on_its_edge(drawing: Drawing) -> None:
    page = drawing.page
    picture = "canvas => canvas.toDataURL()"
    (ax, ay), (bx, _) = middle(drawing.unit("Dense 1", 1)), middle(drawing.unit("Dense 2", 1))
    page.mouse.click((ax + bx) / 2, ay)
    expect(editor(drawing).get_by_label("Value", exact=True)).to_be_focused()
    before = page.locator("canvas.edges").evaluate(picture)
    editor(drawing).get_by_label("Silent", exact=True).check(force=True)
    expect(editor(drawing).get_by_label("Value", exact=True)).to_be_disabled()
    wait_for_mark(drawing, "A weight of unit 1 of Dense 2 is silent")
    name = f"{drawing.node('Dense 2')['id']}.weight"
    assert weights(drawing)[name][0, 0] == 0
    page.wait_for_function("before => document.querySelector('canvas.edges').toDataURL() !== before", arg=before)
    before_training, after = train_on(drawing)
    assert after[name][0, 0] == 0
    assert (before_training[name] != after[name]).sum() == 63
    page.keyboard.press("Escape")
    drawing.unit("Dense 2", 1).click()
    row = page.get_by_test_id("inspector").get_by_role("button", name=re.compile("unit 1 of Dense 1.*silent$"))
    expect(row).to_be_visible()


def test_the_output_offers_no_silence(drawing: Drawing) -> None:
    drawing.select("Output")
    inspector = drawing.page.get_by_test_id("inspector")
    expect(inspector.get_by_label("Frozen", exact=True)).to_be_visible()
    expect(inspector.get_by_label("Silent", exact=True)).to_have_count(0)


def test_an_input_can_be_silent_and_not_frozen(drawing: Drawing) -> None:
    drawing.unit("Input", 1).click()
    inspector = drawing.page.get_by_test_id("inspector")
    inspector.get_by_label("Silent", exact=True).check(force=True)
    expect(drawing.unit("Input", 1)).to_have_text("silent")
    expect(inspector.get_by_label("Frozen", exact=True)).to_have_count(0)


def by_name(page: Page, command: str) -> None:
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Find a command, layer or setting").fill(command)
    expect(page.locator("[role=option][aria-selected=true]")).to_contain_text(command)
    page.keyboard.press("Enter")


def test_what_is_selected_is_frozen_and_silenced_by_name(drawing: Drawing) -> None:
    page = drawing.page
    drawing.unit("Dense 2", 3).click()
    by_name(page, "Silence what is selected")
    expect(drawing.unit("Dense 2", 3)).to_have_text("silent")
    drawing.select("Dense 1")
    by_name(page, "Freeze what is selected")
    expect(drawing.card("Dense 1")).to_contain_text("frozen")
    by_name(page, "Freeze what is selected")
    expect(drawing.card("Dense 1")).not_to_contain_text("frozen")


def test_what_is_held_with_its_layer_says_so_and_is_released_with_it(drawing: Drawing) -> None:
    page = drawing.page
    drawing.select("Dense 1")
    inspector = page.get_by_test_id("inspector")
    inspector.get_by_label("Frozen", exact=True).check(force=True)
    drawing.unit("Dense 1", 2).click()
    frozen = inspector.get_by_label("Frozen", exact=True)
    expect(frozen).to_be_checked()
    expect(frozen).to_be_disabled()
    inspector.get_by_role("button", name="About Frozen").click()
    explanation = page.get_by_test_id("explanation")
    expect(explanation).to_contain_text("It is frozen with what it belongs to. Training leaves it as it is")
    expect(page.get_by_test_id("sketch-says")).to_have_text("The layer is frozen: all four weights keep their values.")
