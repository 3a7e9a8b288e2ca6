"""Drawing with the pointer: drag, wire, delete, move, more and fewer units; and what a broken drawing does."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from support.drawing import Drawing, box, middle


@pytest.fixture
def drawing(page: Page) -> Drawing:
    return Drawing.open(page, "spiral")


def parameters(drawing: Drawing, name: str) -> str:
    return drawing.card(name).locator(".parameters").inner_text()


def test_a_layer_dropped_on_a_wire_is_wired_in_and_trained_with_the_rest(drawing: Drawing) -> None:
    drawing.desk.play()
    drawing.drag_layer("dense", drawing.between("Dense 1", "Dense 2"))
    expect(drawing.card("Dense 4")).to_be_visible()
    expect(drawing.card("Dense 4").locator(".parameters")).to_have_text("36 params")  # 8 inputs × 4 units + 4 biases
    assert {"Dense 1 → Dense 4", "Dense 4 → Dense 2"} <= drawing.wires()
    assert "Dense 1 → Dense 2" not in drawing.wires()
    before = drawing.desk.count("step")
    drawing.desk.wait_for("step", before + 100)
    expect(drawing.card("Dense 4").locator("[data-unit]")).to_have_count(4)


def test_while_a_layer_is_dragged_the_wires_it_fits_on_light_up(drawing: Drawing) -> None:
    page = drawing.page
    page.mouse.move(*middle(page.locator('[data-layer="dense"]')))
    page.mouse.down()
    page.mouse.move(*drawing.between("Dense 1", "Dense 2"), steps=4)
    expect(page.locator(".zone")).to_have_count(4)
    expect(page.locator(".zone.target")).to_have_count(1)
    expect(page.get_by_text("between Dense 1 and Dense 2")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".zone")).to_have_count(0)
    page.mouse.up()
    assert len(drawing.names()) == 5


def test_a_layer_that_does_not_fit_on_a_wire_says_why(page: Page) -> None:
    drawing = Drawing.open(page, "digits")
    page.mouse.move(*middle(page.locator('[data-layer="dense"]')))
    page.mouse.down()
    page.mouse.move(*drawing.between("Input", "Flatten"), steps=4)
    expect(page.get_by_text("Needs numbers in a line, gets an image. Put Flatten here first")).to_be_visible()
    page.keyboard.press("Escape")
    page.mouse.up()


def test_a_layer_dropped_beside_the_others_waits_for_a_wire_and_training_goes_on(drawing: Drawing) -> None:
    drawing.desk.play()
    canvas = box(drawing.page.locator("[data-canvas]"))
    drawing.drag_layer("dense", (canvas["x"] + canvas["width"] / 2, canvas["y"] + 90))
    card = drawing.card("Dense 4")
    expect(card).to_contain_text("Draw a wire to it")
    before = drawing.desk.count("step")
    drawing.desk.wait_for("step", before + 200)


def test_wires_are_drawn_from_handle_to_handle_and_the_new_one_replaces_the_old(drawing: Drawing) -> None:
    drawing.drag_wire("Input", "Dense 2")
    expect(drawing.card("Dense 2").locator(".parameters")).to_have_text("24 params")  # two inputs instead of eight
    assert "Input → Dense 2" in drawing.wires()
    assert "Dense 1 → Dense 2" not in drawing.wires()


def test_a_wire_that_would_make_a_circle_is_refused_with_the_reason(drawing: Drawing) -> None:
    page = drawing.page
    page.mouse.move(*drawing.handle("Dense 3", "source"))
    page.mouse.down()
    page.mouse.move(*drawing.handle("Dense 1", "target"), steps=8)
    expect(page.get_by_text("this would make a circle")).to_be_visible()
    page.mouse.up()
    assert drawing.wires() == {"Input → Dense 1", "Dense 1 → Dense 2", "Dense 2 → Dense 3", "Dense 3 → Output"}


def test_a_broken_wire_is_told_on_the_card_while_the_last_valid_network_trains_on(drawing: Drawing) -> None:
    drawing.desk.play()
    drawing.page.get_by_role("button", name="10 × 8").first.click()
    drawing.page.get_by_role("button", name="Remove the wire from Dense 1 to Dense 2").first.click()
    card = drawing.card("Dense 2")
    expect(card).to_contain_text("Nothing comes into “Dense 2”. Draw a wire to it, or delete it.")
    expect(drawing.unit("Dense 3", 1)).to_be_visible()
    before = drawing.desk.count("step")
    drawing.desk.wait_for("step", before + 300)

    drawing.drag_wire("Dense 1", "Dense 2")
    expect(card).not_to_contain_text("Nothing comes into")
    expect(drawing.unit("Dense 2", 8)).to_be_visible()


def test_a_wire_that_was_clicked_is_removed_with_the_delete_key(drawing: Drawing) -> None:
    drawing.page.get_by_role("button", name="10 × 8").first.click()
    drawing.page.keyboard.press("Delete")
    expect(drawing.card("Dense 2")).to_contain_text("Nothing comes into")
    assert "Dense 1 → Dense 2" not in drawing.wires()


def test_deleting_a_layer_closes_the_gap_and_its_neighbours_are_joined(drawing: Drawing) -> None:
    drawing.select("Dense 2")
    drawing.page.get_by_role("toolbar", name="Actions for Dense 2").get_by_role("button", name="Delete").click()
    expect(drawing.card("Dense 2")).to_have_count(0)
    assert drawing.wires() == {"Input → Dense 1", "Dense 1 → Dense 3", "Dense 3 → Output"}
    expect(drawing.card("Output")).to_be_visible()


def test_a_moved_card_is_where_it_was_put_after_a_reload(drawing: Drawing) -> None:
    start = middle(drawing.card("Output").get_by_role("heading"))
    drawing.drag(start, (start[0], start[1] + 70))
    drawing.page.wait_for_function("() => !location.pathname.includes('/e/') && location.hash.length > 9")
    y = drawing.node("Output")["y"]
    assert y > 30
    drawing.page.reload()
    drawing.desk.ready()
    assert drawing.node("Output")["y"] == y


def test_a_card_put_down_on_another_goes_beside_it(drawing: Drawing) -> None:
    drawing.drag(middle(drawing.card("Dense 3").get_by_role("heading")), middle(drawing.card("Dense 1")))
    drawing.page.wait_for_function("() => !location.pathname.includes('/e/')")
    cards = [box(card) for card in drawing.page.locator("[data-card]").all()]
    for i, a in enumerate(cards):
        for b in cards[i + 1 :]:
            apart = a["x"] + a["width"] < b["x"] or b["x"] + b["width"] < a["x"]
            assert apart or a["y"] + a["height"] < b["y"] or b["y"] + b["height"] < a["y"]


def test_plus_and_minus_change_the_units_and_the_parameters_follow(drawing: Drawing) -> None:
    card = drawing.card("Dense 1")
    card.get_by_role("button", name="One unit more in Dense 1").click()
    expect(card).to_contain_text("9 units")
    expect(card.locator(".parameters")).to_have_text("27 params")
    expect(card.locator("[data-unit]")).to_have_count(9)
    for _ in range(2):
        card.get_by_role("button", name="One unit fewer in Dense 1").click()
    expect(card).to_contain_text("7 units")
    drawing.desk.wait_for_document("network", "nodes", 1, "layer", "units", value=7)


def test_a_layer_can_change_places_with_its_neighbour(drawing: Drawing) -> None:
    drawing.select("Dense 1")
    drawing.page.get_by_role("toolbar", name="Actions for Dense 1").get_by_role("button", name="Move right").click()
    expect(drawing.card("Dense 2").locator(".parameters")).to_have_text("24 params")
    assert {"Input → Dense 2", "Dense 2 → Dense 1", "Dense 1 → Dense 3"} <= drawing.wires()
    assert box(drawing.card("Dense 2"))["x"] < box(drawing.card("Dense 1"))["x"]


def test_the_inspector_shows_and_changes_the_settings_of_the_selected_layer(drawing: Drawing) -> None:
    drawing.select("Dense 2")
    inspector = drawing.page.get_by_test_id("inspector")
    inspector.get_by_label("Activation", exact=True).select_option(label="ReLU")
    expect(drawing.card("Dense 2")).to_contain_text("ReLU")
    drawing.desk.wait_for_document("network", "nodes", 2, "layer", "activation", value="relu")
    inspector.get_by_label("Initial weights", exact=True).select_option(label="Orthogonal")
    inspector.get_by_label("Gain", exact=True).fill("1.5")
    inspector.get_by_label("Gain", exact=True).press("Enter")
    drawing.desk.wait_for_document(
        "network", "nodes", 2, "layer", "weight_init", value={"kind": "orthogonal", "gain": 1.5}
    )
    inspector.get_by_label("Name", exact=True).fill("Bend")
    inspector.get_by_label("Name", exact=True).press("Enter")
    expect(drawing.card("Bend")).to_be_visible()


def test_a_number_out_of_its_bounds_is_refused_in_the_form_and_the_old_one_stays(drawing: Drawing) -> None:
    drawing.select("Dense 1")
    inspector = drawing.page.get_by_test_id("inspector")
    inspector.get_by_label("Units", exact=True).fill("99999")
    inspector.get_by_label("Units", exact=True).press("Enter")
    expect(inspector.get_by_role("alert").filter(has_text="4 096")).to_be_visible()
    expect(drawing.card("Dense 1")).to_contain_text("8 units")


def test_cards_keep_their_places_while_training(drawing: Drawing) -> None:
    before = [box(card) for card in drawing.page.locator("[data-card]").all()]
    drawing.desk.play()
    drawing.desk.wait_for("epoch", 100)
    assert [box(card) for card in drawing.page.locator("[data-card]").all()] == before
