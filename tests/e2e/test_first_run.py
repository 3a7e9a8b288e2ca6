"""The first minutes: what is on the page, what it says, and an empty drawing. Only what can be seen is used."""

from __future__ import annotations

import time

from playwright.sync_api import Page, expect

from support.desk import Desk, NewContext


def test_a_first_visit_is_the_spirals_untrained_and_says_where_to_press(page: Page) -> None:
    desk = Desk.open(page)
    expect(page.get_by_role("textbox", name="Name of the document")).to_have_value("Two spirals")
    expect(desk.message).to_have_text("Press play. Each square is what one neuron sees.")
    assert desk.info()["state"] in {"idle", "paused"}
    assert desk.count("step") == 0


def test_a_newcomer_trains_within_ten_seconds_and_changes_the_network_within_a_minute(page: Page) -> None:
    """Opens the page, presses what says Play, then the plus on a card, then drags what says Dense onto the drawing."""
    began = time.monotonic()
    page.goto("/")
    play = page.get_by_role("button", name="Play", exact=True)
    expect(play).to_be_enabled()
    play.click()
    desk = Desk(page)
    desk.wait_for("epoch", 1)
    assert time.monotonic() - began < 10
    page.locator("[data-card=dense1]").get_by_role("button", name="One unit more").click()
    desk.wait_for_document("network", "nodes", 1, "layer", "units", value=9)
    before = desk.count("epoch")
    dense = page.locator("[data-layer=dense]")
    box, canvas = dense.bounding_box(), page.locator("[data-canvas]").bounding_box()
    target = page.locator("[data-card=dense2]").bounding_box()
    assert box is not None
    assert canvas is not None
    assert target is not None
    page.mouse.move(box["x"] + 20, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(target["x"] - 14, target["y"] + target["height"] / 2, steps=8)
    page.mouse.up()
    expect(page.locator("[data-card]")).to_have_count(6)
    assert time.monotonic() - began < 60
    # It goes on training all the while.
    desk.wait_for("epoch", before + 1)
    expect(desk.button("Pause")).to_be_visible()


def test_the_next_sentences_come_in_their_time(page: Page) -> None:
    desk = Desk.open(page)
    desk.play()
    expect(desk.message).to_have_text("Drag the learning rate and watch.", timeout=25_000)
    desk.pause()
    expect(desk.message).to_have_text("Drop another Dense layer between two others.")
    # What was done is not suggested again.
    desk.slide("Learning rate", 0.4)
    desk.play()
    expect(desk.message).not_to_have_text("Drag the learning rate and watch.")


def test_an_empty_drawing_says_what_to_do_and_play_says_what_is_missing(page: Page) -> None:
    desk = Desk.open(page)
    desk.button("New").click()
    expect(page.get_by_role("textbox", name="Name of the document")).to_have_value("Untitled")
    expect(page.get_by_test_id("lane")).to_have_text("Drop a layer here, or press /")
    expect(page.locator("[data-card]")).to_have_count(2)
    play = desk.button("Play")
    expect(play).to_have_attribute("aria-disabled", "true")
    play.hover()
    expect(page.get_by_role("tooltip")).to_have_text("Connect input to output")
    # Output and Loss keep their axes and their size.
    expect(page.get_by_test_id("decision-map")).to_be_visible()
    expect(page.get_by_test_id("loss-chart")).to_contain_text("Connect input to output")
    for figure in ("decision-map", "loss-chart"):
        box = page.get_by_test_id(figure).bounding_box()
        assert box is not None
        assert box["height"] > 120
    page.go_back()
    expect(page.get_by_role("textbox", name="Name of the document")).to_have_value("Two spirals")


def test_a_layer_dropped_on_an_empty_drawing_connects_it(page: Page) -> None:
    desk = Desk.open(page)
    desk.button("New").click()
    lane, dense = page.get_by_test_id("lane").bounding_box(), page.locator("[data-layer=dense]").bounding_box()
    assert lane is not None
    assert dense is not None
    page.mouse.move(dense["x"] + 20, dense["y"] + 10)
    page.mouse.down()
    page.mouse.move(lane["x"] + lane["width"] / 2, lane["y"] + lane["height"] / 2, steps=8)
    page.mouse.up()
    expect(page.get_by_test_id("lane")).to_have_count(0)
    desk.ready()
    desk.play()
    desk.wait_for("epoch", 2)


def test_a_slash_finds_a_layer_for_the_empty_drawing(page: Page) -> None:
    desk = Desk.open(page)
    desk.button("New").click()
    expect(page.get_by_test_id("lane")).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Find a layer")).to_be_focused()
    page.keyboard.type("Dense")
    page.keyboard.press("Enter")
    expect(page.locator("[data-card]")).to_have_count(3)
    desk.ready()
    wires = {(wire["source"], wire["target"]) for wire in desk.document()["network"]["wires"]}
    assert len(wires) == 2
    expect(desk.button("Play")).to_be_enabled()


def test_on_a_phone_the_first_layer_is_tapped(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).new_page()
    page.goto("/")
    expect(page.get_by_test_id("connection")).to_have_text("Live")
    page.get_by_role("button", name="Examples", exact=True).tap()
    page.get_by_role("button", name="New drawing").tap()
    expect(page.get_by_test_id("message")).to_have_text("Tap between input and output, and choose a layer.")
    page.get_by_role("button", name="Tap to add a layer").tap()
    page.get_by_role("option", name="Add Dense", exact=True).tap()
    expect(page.get_by_test_id("lane")).to_have_count(0)
    page.get_by_role("button", name="Play", exact=True).tap()
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
