"""Undo and redo of everything in the document, with the weights that a deletion took."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from descent.export.safetensors import read_safetensors
from support.desk import Desk, NewContext
from support.drawing import Drawing, box, middle
from support.until import until

UNDO = re.compile("^Undo: ")


@pytest.fixture
def drawing(page: Page) -> Drawing:
    return Drawing.open(page, "spiral")


def weights(desk: Desk) -> dict[str, np.ndarray[Any, Any]]:
    """What the network has learnt, by the names of its parameters."""
    return read_safetensors(desk.page.request.get(f"/api/sessions/{desk.session}/weights").body())


def wait_for_weights(desk: Desk, wanted: set[str]) -> dict[str, np.ndarray[Any, Any]]:
    """Until the training has these parameters: an edit is answered before it is in effect."""

    def look() -> dict[str, np.ndarray[Any, Any]]:
        found = weights(desk)
        assert set(found) == wanted
        return found

    return until(desk.page, look)


def assert_same(found: dict[str, np.ndarray[Any, Any]], wanted: dict[str, np.ndarray[Any, Any]]) -> None:
    assert {name: array.tobytes() for name, array in found.items()} == {
        name: array.tobytes() for name, array in wanted.items()
    }


def second_tab(context: BrowserContext, desk: Desk) -> Drawing:
    """Another tab on the same session: what a person gets who duplicates the tab."""
    page = context.new_page()
    page.goto("/")
    page.evaluate("session => history.replaceState({...history.state, session}, '')", desk.session)
    page.reload()
    drawing = Drawing(Desk(page).ready())
    assert drawing.desk.session == desk.session
    return drawing


def tools(page: Page) -> Locator:
    return page.get_by_role("toolbar", name="Drawing tools")


def nothing_to_undo(page: Page) -> None:
    expect(tools(page).get_by_role("button", name="Undo", exact=True)).to_have_attribute("aria-disabled", "true")


def test_undoing_a_deletion_brings_the_layer_back_with_its_weights_bit_for_bit(drawing: Drawing) -> None:
    desk, page = drawing.desk, drawing.page
    desk.epochs(2)
    before, document = weights(desk), desk.document()
    drawing.select("Dense 2")
    page.keyboard.press("Delete")
    expect(drawing.card("Dense 2")).to_have_count(0)
    wait_for_weights(desk, {name for name in before if not name.startswith("dense2.")})
    expect(page.get_by_role("button", name="Undo: delete Dense 2")).to_be_visible()

    page.keyboard.press("Control+z")
    expect(drawing.card("Dense 2")).to_be_visible()
    assert_same(wait_for_weights(desk, set(before)), before)
    assert desk.document() == document
    expect(page.get_by_text("Undone: delete Dense 2")).to_be_visible()

    page.keyboard.press("Control+Shift+z")
    expect(drawing.card("Dense 2")).to_have_count(0)
    page.keyboard.press("Control+z")
    assert_same(wait_for_weights(desk, set(before)), before)


def test_weights_that_a_deletion_took_come_back_into_a_network_that_has_trained_on(drawing: Drawing) -> None:
    desk = drawing.desk
    desk.epochs(1)
    before = weights(desk)
    drawing.select("Dense 2")
    drawing.page.keyboard.press("Delete")
    wait_for_weights(desk, {name for name in before if not name.startswith("dense2.")})
    desk.epochs(1)
    drawing.page.get_by_role("button", name="Undo: delete Dense 2").click()
    after = wait_for_weights(desk, set(before))
    assert after["dense2.weight"].tobytes() == before["dense2.weight"].tobytes()
    assert after["dense1.weight"].tobytes() != before["dense1.weight"].tobytes()


def test_undoing_fewer_units_brings_the_unit_back_with_its_weights(drawing: Drawing) -> None:
    desk = drawing.desk
    desk.epochs(1)
    before = weights(desk)
    drawing.card("Dense 1").get_by_role("button", name="One unit fewer in Dense 1").click()
    expect(drawing.card("Dense 1")).to_contain_text("7 units")
    drawing.page.get_by_role("button", name="Undo: Units of Dense 1").click()
    expect(drawing.card("Dense 1").locator("[data-unit]")).to_have_count(8)
    assert_same(wait_for_weights(desk, set(before)), before)


def test_a_dragged_slider_is_one_step(drawing: Drawing) -> None:
    page = drawing.page
    slider = page.get_by_label("Learning rate", exact=True)
    slider.scroll_into_view_if_needed()
    before, at = slider.input_value(), box(slider)
    y = at["y"] + at["height"] / 2
    drawing.drag((at["x"] + at["width"] * 0.4, y), (at["x"] + at["width"] * 0.8, y))
    expect(slider).not_to_have_value(before)
    page.keyboard.press("Control+z")
    expect(slider).to_have_value(before)
    nothing_to_undo(drawing.page)
    page.keyboard.press("Control+y")
    expect(slider).not_to_have_value(before)


def test_a_move_a_setting_and_another_dataset_go_back_one_by_one(drawing: Drawing) -> None:
    page, desk = drawing.page, drawing.desk
    document = desk.document()
    start = middle(drawing.card("Output").get_by_role("heading"))
    drawing.drag(start, (start[0], start[1] + 70))
    expect(page.get_by_role("button", name="Undo: move Output")).to_be_visible()
    desk.fill("Batch size", "32")
    expect(page.get_by_role("button", name="Undo: Batch size")).to_be_visible()
    page.get_by_role("radio", name="Tables").check(force=True)
    page.get_by_role("radio", name="Iris").check(force=True)
    expect(page.get_by_role("button", name="Undo: dataset Iris")).to_be_visible()
    for _ in range(3):
        tools(page).get_by_role("button", name=UNDO).click()
    nothing_to_undo(page)
    desk.wait_for_document("data", "dataset", value=document["data"]["dataset"])
    assert desk.document() == document


def test_a_field_that_is_being_typed_into_keeps_the_key(drawing: Drawing) -> None:
    page, desk = drawing.page, drawing.desk
    desk.fill("Batch size", "32")
    field = page.get_by_label("Batch size", exact=True)
    field.press_sequentially("7")
    field.press("Control+z")
    expect(page.get_by_role("button", name="Undo: Batch size")).to_be_visible()
    field.press("Enter")
    field.press("Control+z")
    desk.wait_for_document("training", "batch_size", value=10)


def test_what_somebody_else_changed_since_stays_and_is_said(drawing: Drawing, context: BrowserContext) -> None:
    desk = drawing.desk
    desk.fill("Batch size", "32")
    drawing.select("Dense 2")
    drawing.page.keyboard.press("Delete")
    desk.wait_for_document("network", "wires", 1, value={"source": "dense1", "target": "dense3"})
    other = second_tab(context, desk)
    other.desk.fill("Batch size", "64")
    expect(drawing.page.get_by_label("Batch size", exact=True)).to_have_value("64")

    drawing.page.get_by_role("button", name="Undo: delete Dense 2").click()
    expect(other.card("Dense 2")).to_be_visible()
    assert desk.document()["training"]["batch_size"] == 64
    drawing.page.get_by_role("button", name="Undo: Batch size").click()
    expect(drawing.page.get_by_text("“Batch size” was left as it is")).to_be_visible()
    nothing_to_undo(drawing.page)
    assert desk.document()["training"]["batch_size"] == 64
    other.page.get_by_role("button", name="Undo: Batch size").click()
    desk.wait_for_document("training", "batch_size", value=32)


def test_the_toast_takes_back_what_it_speaks_of(drawing: Drawing) -> None:
    page = drawing.page
    drawing.select("Dense 2")
    page.keyboard.press("Delete")
    toast = page.locator(".toast").filter(has_text="Dense 2 deleted")
    drawing.card("Dense 1").get_by_role("button", name="One unit more in Dense 1").click()
    toast.get_by_role("button", name="Undo").click()
    expect(drawing.card("Dense 2")).to_be_visible()
    expect(drawing.card("Dense 1")).to_contain_text("9 units")


def test_a_new_layer_does_not_get_the_weights_of_one_that_undo_could_bring_back(drawing: Drawing) -> None:
    drawing.select("Dense 2")
    drawing.page.keyboard.press("Delete")
    expect(drawing.card("Dense 2")).to_have_count(0)
    drawing.page.locator('[data-layer="dense"]').focus()
    drawing.page.keyboard.press("Enter")
    expect(drawing.card("Dense 2")).to_be_visible()
    assert drawing.node("Dense 2")["id"] != "dense2"


def test_undo_on_a_phone(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).new_page()
    page.goto("/e/spiral")
    row = page.locator("[data-card]").filter(has=page.get_by_role("button", name="Dense 2"))
    row.get_by_role("button", name="Dense 2").first.tap()
    page.get_by_role("toolbar", name="Actions for Dense 2").get_by_role("button", name="Delete").tap()
    expect(row).to_have_count(0)
    undo = page.get_by_role("toolbar", name="Drawing tools").get_by_role("button", name="Undo: delete Dense 2")
    assert box(undo)["height"] >= 44
    undo.tap()
    expect(row).to_have_count(1)
