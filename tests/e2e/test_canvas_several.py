"""Several layers at once: marked by pointer, key and finger; moved, deleted, duplicated, copied and pasted."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Locator, Page, expect

from support.desk import NewContext
from support.drawing import Drawing, Point, box, middle


@pytest.fixture
def drawing(page: Page) -> Drawing:
    return Drawing.open(page, "spiral")


def name_of(drawing: Drawing, name: str) -> Point:
    return middle(drawing.card(name).get_by_role("heading"))


def shift_click(drawing: Drawing, *names: str) -> None:
    drawing.page.keyboard.down("Shift")
    for name in names:
        drawing.page.mouse.click(*name_of(drawing, name))
    drawing.page.keyboard.up("Shift")


def expect_selected(drawing: Drawing, *names: str) -> None:
    for name in names:
        expect(drawing.card(name)).to_have_attribute("aria-current", "true")
    expect(drawing.page.locator("[data-card][aria-current]")).to_have_count(len(names))


def inspector(drawing: Drawing) -> Locator:
    return drawing.page.get_by_test_id("inspector")


def arranged(drawing: Drawing) -> dict[str, Point]:
    """Where the cards are once they are tidy, in the document, too: an example may be shown in columns of its own."""
    drawing.page.get_by_role("button", name="Tidy", exact=True).click()
    drawing.desk.wait_for_rest()
    return drawing.places()


def test_shift_and_click_selects_several_and_one_more_click_lets_go_of_one(drawing: Drawing) -> None:
    shift_click(drawing, "Dense 1", "Dense 3")
    expect_selected(drawing, "Dense 1", "Dense 3")
    expect(inspector(drawing).get_by_role("heading", name="2 layers selected")).to_be_visible()
    shift_click(drawing, "Dense 2", "Dense 1")
    expect_selected(drawing, "Dense 2", "Dense 3")
    drawing.page.keyboard.press("Escape")
    expect_selected(drawing)


def test_a_frame_drawn_with_shift_selects_what_it_touches(drawing: Drawing) -> None:
    first, last = box(drawing.card("Dense 1")), box(drawing.card("Dense 3"))
    drawing.page.keyboard.down("Shift")
    drawing.drag((first["x"] - 20, first["y"] - 15), (last["x"] + 20, last["y"] + 40))
    drawing.page.keyboard.up("Shift")
    expect_selected(drawing, "Dense 1", "Dense 2", "Dense 3")


def test_the_drawing_can_still_be_panned_where_shift_is_not_held(drawing: Drawing) -> None:
    card = box(drawing.card("Input"))
    drawing.drag((card["x"] + 200, card["y"] - 40), (card["x"] + 260, card["y"] - 10))
    expect_selected(drawing)
    assert box(drawing.card("Input"))["x"] == pytest.approx(card["x"] + 60, abs=6)


def test_with_the_tool_fingers_mark_several(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 1180, "height": 820}, has_touch=True).new_page()
    drawing = Drawing.open(page, "spiral")
    page.get_by_role("button", name="Select several").tap()
    for name in ("Dense 1", "Dense 2"):
        page.touchscreen.tap(*name_of(drawing, name))
    expect_selected(drawing, "Dense 1", "Dense 2")
    page.get_by_role("button", name="Select several").tap()
    inspector(drawing).get_by_role("button", name="Delete").tap()
    expect(drawing.card("Dense 1")).to_have_count(0)
    assert drawing.wires() == {"Input → Dense 3", "Dense 3 → Output"}


def test_keys_alone_select_several_and_move_them_together(drawing: Drawing) -> None:
    before = arranged(drawing)
    page = drawing.page
    drawing.select("Dense 1")
    page.keyboard.press("Escape")
    drawing.card("Dense 1").focus()
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("ArrowRight")
    expect(drawing.card("Dense 2")).to_be_focused()
    page.keyboard.press("Shift+Enter")
    expect_selected(drawing, "Dense 1", "Dense 2")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    (x1, y1), (x2, y2) = before["Dense 1"], before["Dense 2"]
    drawing.desk.wait_for_document("network", "nodes", 2, "y", value=y2 + 40)
    after = drawing.places()
    assert (after["Dense 1"], after["Dense 2"]) == ((x1, y1 + 40), (x2, y2 + 40))
    assert after["Dense 3"] == before["Dense 3"]
    page.keyboard.press("Control+z")
    drawing.desk.wait_for_document("network", "nodes", 1, "y", value=y1)
    drawing.desk.wait_for_rest()
    assert drawing.places() == before


def test_cards_that_are_selected_are_dragged_together(drawing: Drawing) -> None:
    before = arranged(drawing)
    shift_click(drawing, "Dense 3", "Output")
    start = name_of(drawing, "Output")
    drawing.drag(start, (start[0], start[1] + 60))
    expect(drawing.page.get_by_role("button", name="Undo: move 2 layers")).to_be_visible()
    after = drawing.places()
    moved = {name: after[name][1] - before[name][1] for name in before}
    assert moved["Dense 3"] == moved["Output"] > 30
    assert moved["Input"] == moved["Dense 1"] == moved["Dense 2"] == 0


def test_select_all_and_delete_and_one_undo(drawing: Drawing) -> None:
    page, before = drawing.page, drawing.desk.document()
    drawing.select("Dense 1")
    page.keyboard.press("Control+a")
    expect_selected(drawing, "Input", "Dense 1", "Dense 2", "Dense 3", "Output")
    page.keyboard.press("Delete")
    expect(page.locator("[data-card]")).to_have_count(0)
    page.locator(".toast").filter(has_text="5 layers deleted").get_by_role("button", name="Undo").click()
    expect(page.locator("[data-card]")).to_have_count(5)
    assert drawing.desk.document() == before


def test_a_duplicate_goes_behind_its_original_and_training_goes_on_with_it(drawing: Drawing) -> None:
    drawing.desk.play()
    drawing.select("Dense 2")
    drawing.page.keyboard.press("Control+d")
    expect_selected(drawing, "Dense 4")
    expect(drawing.page.get_by_role("button", name="Undo: duplicate Dense 2")).to_be_visible()
    assert {"Dense 2 → Dense 4", "Dense 4 → Dense 3"} <= drawing.wires()
    expect(drawing.card("Dense 4").locator("[data-unit]")).to_have_count(8)
    before = drawing.desk.count("step")
    drawing.desk.wait_for("step", before + 100)
    left, right = box(drawing.card("Dense 2")), box(drawing.card("Dense 3"))
    assert left["x"] < box(drawing.card("Dense 4"))["x"] < right["x"]


def test_copied_layers_are_pasted_where_there_is_room_with_their_wires(drawing: Drawing) -> None:
    page = drawing.page
    shift_click(drawing, "Dense 1", "Dense 2")
    page.keyboard.press("Control+c")
    expect(page.get_by_text("2 layers copied")).to_be_visible()
    page.keyboard.press("Control+v")
    expect_selected(drawing, "Dense 4", "Dense 5")
    assert "Dense 4 → Dense 5" in drawing.wires()
    drawing.desk.wait_for_rest()
    cards = [box(card) for card in page.locator("[data-card]").all()]
    for i, a in enumerate(cards):
        for b in cards[i + 1 :]:
            apart = a["x"] + a["width"] < b["x"] or b["x"] + b["width"] < a["x"]
            assert apart or a["y"] + a["height"] < b["y"] or b["y"] + b["height"] < a["y"]


def test_layers_are_copied_from_one_document_into_another(drawing: Drawing) -> None:
    page = drawing.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    drawing.select("Dense 1")
    inspector(drawing).get_by_label("Units", exact=True).fill("5")
    inspector(drawing).get_by_label("Units", exact=True).press("Enter")
    drawing.select("Dense 1")
    page.keyboard.press("Control+c")
    expect(page.get_by_text("1 layer copied")).to_be_visible()
    text = page.evaluate("() => navigator.clipboard.readText()")
    assert [node["layer"]["units"] for node in json.loads(text)["nodes"]] == [5]

    other = Drawing.open(page.context.new_page(), "xor")
    count = len(other.names())
    other.page.locator("[data-card]").first.focus()
    other.page.keyboard.press("Control+v")
    expect(other.page.locator("[data-card]")).to_have_count(count + 1)
    assert other.network()["nodes"][-1]["layer"]["units"] == 5


def test_cut_takes_layers_away_and_words_in_the_clipboard_are_no_layers(drawing: Drawing) -> None:
    page = drawing.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    drawing.select("Dense 2")
    page.keyboard.press("Control+x")
    expect(drawing.card("Dense 2")).to_have_count(0)
    page.keyboard.press("Control+v")
    expect(drawing.card("Dense 2")).to_be_visible()
    page.evaluate("() => navigator.clipboard.writeText('no layers')")
    page.keyboard.press("Control+v")
    expect(page.get_by_text("The clipboard holds no layers.")).to_be_visible()
    assert len(drawing.names()) == 5


def test_words_are_copied_and_pasted_in_fields_as_ever(drawing: Drawing) -> None:
    page = drawing.page
    drawing.select("Dense 2")
    name = inspector(drawing).get_by_label("Name", exact=True)
    name.select_text()
    page.keyboard.press("Control+c")
    name.press("End")
    page.keyboard.press("Control+v")
    expect(name).to_have_value("Dense 2Dense 2")
    assert len(drawing.names()) == 5


def test_the_menu_opens_with_the_right_button_and_duplicates(drawing: Drawing) -> None:
    page = drawing.page
    drawing.card("Dense 2").get_by_role("heading").click(button="right")
    menu = page.get_by_role("menu", name="Menu of Dense 2")
    menu.get_by_role("menuitem", name="Duplicate").click()
    expect(menu).to_be_hidden()
    expect(drawing.card("Dense 4")).to_be_visible()


def test_the_menu_opens_with_shift_f10_walks_with_arrows_and_gives_the_focus_back(drawing: Drawing) -> None:
    page = drawing.page
    drawing.card("Dense 1").focus()
    page.keyboard.press("Shift+F10")
    menu = page.get_by_role("menu", name="Menu of Dense 1")
    item = menu.get_by_role("menuitem")
    expect(item.first).to_be_focused()
    expect(item.first).to_have_attribute("aria-disabled", "true")  # the input has to stay at its end
    page.keyboard.press("ArrowUp")
    expect(menu.get_by_role("menuitem", name="Delete")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(drawing.card("Dense 1")).to_be_focused()
    page.keyboard.press("Shift+F10")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(drawing.card("Dense 1")).to_have_count(0)


def test_the_menu_is_for_all_that_are_selected(drawing: Drawing) -> None:
    shift_click(drawing, "Dense 1", "Dense 2")
    drawing.card("Dense 2").get_by_role("heading").click(button="right")
    menu = drawing.page.get_by_role("menu", name="Menu of 2 layers")
    expect(menu.get_by_role("menuitem", name="Move left")).to_have_count(0)
    menu.get_by_role("menuitem", name="Delete").click()
    assert drawing.wires() == {"Input → Dense 3", "Dense 3 → Output"}


def test_an_output_is_not_duplicated_and_the_menu_says_why(drawing: Drawing) -> None:
    page = drawing.page
    drawing.card("Output").get_by_role("heading").click(button="right")
    item = page.get_by_role("menu").get_by_role("menuitem", name="Duplicate")
    expect(item).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    item.hover()
    expect(page.get_by_role("tooltip")).to_have_text("A network has one output, and this one has it already")
