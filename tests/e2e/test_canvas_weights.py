"""Editing a weight or a bias by hand: with the pointer on the drawing, and with keys alone."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from support.browser import Complaints
from support.desk import number
from support.drawing import Drawing, box, middle
from support.until import until
from support.weights import editor, likeness, says, shown, trained, weights


@pytest.fixture
def drawing(page: Page, complaints: Complaints) -> Drawing:
    return trained(page, complaints)


def wait_for_weight(drawing: Drawing, name: str, place: Any, value: float) -> None:
    """Until the engine has it: a command is answered before it is in effect."""
    layer, kind = name.rsplit(".", 1)
    full = f"{drawing.node(layer)['id']}.{kind}"

    def look() -> None:
        assert weights(drawing)[full][place] == pytest.approx(value, abs=1e-6), f"{name} {place}"

    until(drawing.page, look)


def edge(drawing: Drawing) -> tuple[float, float]:
    """The middle of the edge between the first units of the first two layers, which lie at one height."""
    (ax, ay), (bx, _) = middle(drawing.unit("Dense 1", 1)), middle(drawing.unit("Dense 2", 1))
    return (ax + bx) / 2, ay


def click_edge(drawing: Drawing) -> Locator:
    drawing.page.mouse.click(*edge(drawing))
    field = editor(drawing).get_by_label("Value", exact=True)
    expect(field).to_be_focused()
    expect(field).not_to_have_value("")
    return field


def test_the_maps_answer_at_each_keystroke_with_what_the_library_predicts(drawing: Drawing) -> None:
    before = says(drawing, "Dense 2", 0)
    field = click_edge(drawing)
    field.press("Control+a")
    field.press_sequentially("-9")
    wait_for_weight(drawing, "Dense 2.weight", (0, 0), -9)
    predicted = says(drawing, "Dense 2", 0)
    assert likeness(predicted, before) < 0.9, "a change that can be seen"
    clear = np.abs(predicted) > 0.15 * np.abs(predicted).max()

    def look() -> None:
        picture = shown(drawing, "Dense 2", 0)
        assert likeness(picture, predicted) > 0.95
        assert ((picture > 0) == (predicted > 0))[clear].mean() > 0.98

    until(drawing.page, look)
    field.press_sequentially(".5")
    wait_for_weight(drawing, "Dense 2.weight", (0, 0), -9.5)


def test_enter_keeps_the_value_which_can_be_undone_and_escape_takes_it_back(drawing: Drawing) -> None:
    old = float(weights(drawing)[f"{drawing.node('Dense 2')['id']}.weight"][0, 0])
    field = click_edge(drawing)
    assert number(field.input_value()) == pytest.approx(old, abs=6e-5)
    field.fill("1.25")
    wait_for_weight(drawing, "Dense 2.weight", (0, 0), 1.25)
    field.press("Escape")
    expect(editor(drawing)).to_be_hidden()
    wait_for_weight(drawing, "Dense 2.weight", (0, 0), old)

    click_edge(drawing).fill("2.5")
    editor(drawing).get_by_label("Value", exact=True).press("Enter")
    expect(editor(drawing)).to_be_hidden()
    wait_for_weight(drawing, "Dense 2.weight", (0, 0), 2.5)
    drawing.page.keyboard.press("Control+z")
    wait_for_weight(drawing, "Dense 2.weight", (0, 0), old)
    expect(
        drawing.page.get_by_text("Undone: set the weight from unit 1 of Dense 1 to unit 1 of Dense 2")
    ).to_be_visible()
    drawing.page.keyboard.press("Control+Shift+z")
    wait_for_weight(drawing, "Dense 2.weight", (0, 0), 2.5)


def test_a_slider_drags_the_weight_and_leaves_one_mark_on_the_chart(drawing: Drawing) -> None:
    click_edge(drawing)
    for position in (0.5, 1.0, 1.5):
        drawing.desk.slide("Drag", position)
    wait_for_weight(drawing, "Dense 2.weight", (0, 0), 1.5)
    chart = drawing.page.get_by_test_id("loss-chart")
    chart.focus()
    chart.press("End")
    expect(drawing.page.get_by_text(re.compile(r"^Weight .* → 1\.5$"))).to_be_visible()


def test_what_is_no_number_is_said_and_changes_nothing(drawing: Drawing) -> None:
    old = float(weights(drawing)[f"{drawing.node('Dense 2')['id']}.weight"][0, 0])
    field = click_edge(drawing)
    field.fill("a lot")
    expect(editor(drawing).get_by_role("alert")).to_have_text("Write a number")
    field.press("Enter")
    expect(editor(drawing)).to_be_visible()
    wait_for_weight(drawing, "Dense 2.weight", (0, 0), old)


def test_a_bias_is_read_under_the_pointer_and_edited_where_it_stands(drawing: Drawing) -> None:
    page = drawing.page
    tile = box(drawing.unit("Dense 2", 3))
    bias = (tile["x"] - 8, tile["y"] + tile["height"] - 10)
    page.mouse.move(*bias)
    value = page.get_by_test_id("weight-value")
    expect(page.get_by_text("bias of unit 3 of Dense 2")).to_be_visible()
    expect(value).to_have_text(re.compile(r"\d\.\d{4}$"))
    real = float(weights(drawing)[f"{drawing.node('Dense 2')['id']}.bias"][2])
    assert number(value.inner_text()) == pytest.approx(real, abs=6e-5)
    page.mouse.click(*bias)
    editor(drawing).get_by_label("Value", exact=True).fill("-0.75")
    wait_for_weight(drawing, "Dense 2.bias", 2, -0.75)
    page.mouse.click(*drawing.between("Dense 3", "Output", 0.97))
    expect(editor(drawing)).to_be_hidden()
    wait_for_weight(drawing, "Dense 2.bias", 2, -0.75)


def test_a_weight_is_set_with_keys_alone(drawing: Drawing) -> None:
    page = drawing.page
    drawing.card("Dense 1").focus()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    inspector = page.get_by_test_id("inspector")
    expect(inspector.get_by_role("heading", name="Unit 2 of Dense 1")).to_be_visible()
    row = inspector.get_by_role("button", name=re.compile("^Edit the weight from x2 of Input to unit 2 of Dense 1"))
    for _ in range(60):
        if row.evaluate("button => button === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(row).to_be_focused()
    page.keyboard.press("Enter")
    expect(inspector.get_by_label("Value", exact=True)).to_be_focused()
    page.keyboard.type("0.625")
    wait_for_weight(drawing, "Dense 1.weight", (1, 1), 0.625)
    page.keyboard.press("Enter")
    expect(inspector.get_by_label("Value", exact=True)).to_be_hidden()
    expect(row).to_be_focused()
    expect(row).to_have_text(re.compile(r"^0\.6[23]$"))  # seen rounded to 8 bits
    page.keyboard.press("Enter")
    expect(inspector.get_by_label("Value", exact=True)).to_have_value("0.6250")
    page.keyboard.press("ArrowUp")
    wait_for_weight(drawing, "Dense 1.weight", (1, 1), 0.725)
    page.keyboard.press("Escape")
    wait_for_weight(drawing, "Dense 1.weight", (1, 1), 0.625)
    expect(inspector).to_be_visible()


def test_while_training_runs_a_weight_is_set_and_training_goes_on(drawing: Drawing) -> None:
    drawing.desk.play()
    step = drawing.desk.count("step")
    click_edge(drawing).fill("30")
    drawing.page.wait_for_function("() => Number(document.querySelector('[data-testid=weight-field]').value) === 30")
    drawing.page.keyboard.press("Enter")
    drawing.desk.wait_for("step", step + 100)
    expect(drawing.desk.button("Pause")).to_be_visible()


def test_a_weight_that_was_set_is_a_moment_of_the_recording(drawing: Drawing) -> None:
    page = drawing.page
    old = float(weights(drawing)[f"{drawing.node('Dense 2')['id']}.weight"][0, 0])
    click_edge(drawing).fill("2.5")
    wait_for_weight(drawing, "Dense 2.weight", (0, 0), 2.5)
    page.keyboard.press("Enter")
    track = page.get_by_test_id("playhead")
    words = re.compile(r"Weight .* → 2\.5")
    track.focus()
    page.keyboard.press("Home")
    expect(page.get_by_test_id("step")).to_have_text("0")
    page.keyboard.press("End")
    expect(track).to_have_attribute("aria-valuetext", words)
    wait_for_weight(drawing, "Dense 2.weight", (0, 0), 2.5)
    page.keyboard.press("[")
    expect(track).not_to_have_attribute("aria-valuetext", words)
    wait_for_weight(drawing, "Dense 2.weight", (0, 0), old)
    page.keyboard.press("End")
    expect(track).to_have_attribute("aria-valuetext", words)
    wait_for_weight(drawing, "Dense 2.weight", (0, 0), 2.5)


def test_a_weight_is_explained_with_a_picture_that_follows_it_and_escape_shuts_only_that(drawing: Drawing) -> None:
    page = drawing.page
    field = click_edge(drawing)
    field.fill("2")
    field.press("F1")
    explanation, picture = page.get_by_test_id("explanation"), page.get_by_test_id("sketch-says")
    expect(explanation).to_contain_text("How strongly this input counts")
    expect(picture).to_contain_text("with 2 solid")
    field.fill("-1.5")
    expect(picture).to_contain_text("with −1.5 solid")
    explanation.get_by_text("Too much").click()
    expect(field).to_be_visible()
    field.press("Escape")
    expect(explanation).to_have_count(0)
    wait_for_weight(drawing, "Dense 2.weight", (0, 0), -1.5)
    expect(field).to_have_value("-1.5")
    ids = str(field.get_attribute("aria-describedby")).split()
    assert "Enter keeps the value" in " ".join(page.locator(f"[id='{one}']").inner_text() for one in ids)
