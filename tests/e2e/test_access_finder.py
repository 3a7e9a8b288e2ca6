"""The command palette and the list of keys: everything can be found by name, and every key is in the list."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from support.desk import Desk, NewContext


def finder(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Find a command, layer or setting")


def options(page: Page) -> Locator:
    return page.get_by_role("dialog").get_by_role("option")


def look_for(page: Page, text: str) -> Locator:
    """Opens the palette, types, and gives the option that Enter takes."""
    page.keyboard.press("Control+k")
    expect(finder(page)).to_be_focused()
    finder(page).fill(text)
    return page.locator("[role=option][aria-selected=true]")


def test_a_layer_is_added_by_its_name(page: Page) -> None:
    desk = Desk.open(page)
    before = len(desk.document()["network"]["nodes"])
    expect(look_for(page, "add dens")).to_have_text("Add Dense")
    page.keyboard.press("Enter")
    expect(finder(page)).to_have_count(0)
    expect(page.locator("[data-card]")).to_have_count(before + 1)


def test_commands_settings_and_examples_are_found_and_done(page: Page) -> None:
    desk = Desk.open(page)
    expect(look_for(page, "one epoch")).to_contain_text("One epoch")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("epoch")).to_have_text("1")
    expect(look_for(page, "batch size")).to_have_text("Learning: Batch size")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Batch size", exact=True)).to_be_focused()
    # Also out of a text field, where single keys mean text.
    expect(look_for(page, "digits")).to_be_visible()
    page.get_by_role("group", name="Examples").get_by_role("option").first.click()
    page.wait_for_url("**/e/*")
    desk.ready()


def test_arrows_walk_the_list_and_escape_leads_back(page: Page) -> None:
    desk = Desk.open(page)
    play = desk.button("Play")
    play.focus()
    first = look_for(page, "")
    name = first.inner_text()
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen).not_to_have_text(name)
    expect(finder(page)).to_have_attribute("aria-activedescendant", str(chosen.get_attribute("id")))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    finder(page).fill("no such thing")
    expect(page.get_by_role("status").filter(has_text="Nothing is called")).to_be_visible()
    page.keyboard.press("Escape")
    expect(finder(page)).to_have_count(0)
    expect(play).to_be_focused()


def test_a_slash_finds_a_layer_of_the_drawing(page: Page) -> None:
    desk = Desk.open(page)
    layer = desk.document()["network"]["nodes"][1]
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Find a layer")
    field.fill(layer["name"])
    expect(options(page).first).to_have_text(layer["name"])
    page.keyboard.press("Enter")
    expect(page.locator(f"[data-card='{layer['id']}']")).to_be_focused()
    expect(page.get_by_role("textbox", name="Name", exact=True)).to_be_visible()


def test_a_phone_finds_what_is_behind_a_tab(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).new_page()
    page.goto("/")
    expect(page.get_by_test_id("connection")).to_have_text("Live")
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("button", name="Find a command").click()
    finder(page).fill("learning rate")
    box = page.get_by_role("dialog").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    options(page).first.click()
    expect(page.get_by_label("Learning rate", exact=True)).to_be_focused()


def test_the_list_of_keys_names_every_key_and_can_turn_single_ones_off(page: Page) -> None:
    desk = Desk.open(page)
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keyboard shortcuts")).to_be_visible()
    listed = set(page.locator("section dl .chord").all_inner_texts())
    keys = {text.replace("\n", "").replace(" ", "") for text in listed}
    assert {"Space", ".", "Shift.", "/", "?", "CtrlK", "ShiftF10", "Delete", "+", "−", "0"} <= keys
    page.get_by_role("checkbox", name="Single-character keys act in the network").uncheck()
    page.get_by_role("heading", name="Keyboard shortcuts").click()
    page.keyboard.press(".")
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Find a layer")).to_have_count(0)
    page.keyboard.press("Control+k")
    expect(finder(page)).to_be_focused()
    assert desk.info()["step"] == 0
