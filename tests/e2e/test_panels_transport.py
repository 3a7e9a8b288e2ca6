"""Play, pause, step, reset, new seed and speed, with the pointer and with the keys."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from support.desk import Desk


def test_play_trains_and_pause_stops_between_two_steps(page: Page) -> None:
    desk = Desk.open(page)
    assert desk.count("step") == 0
    desk.play()
    desk.wait_for("step", 200)
    desk.pause()
    step = desk.info()["step"]
    assert desk.info()["state"] == "paused"
    page.wait_for_function(
        "step => document.querySelector('[data-testid=step]').textContent.replace(/\\s/g, '') == step", arg=step
    )
    assert desk.info()["step"] == step


def test_a_step_is_one_step_and_an_epoch_goes_to_its_end(page: Page) -> None:
    desk = Desk.open(page)
    desk.button("Step").click()
    expect(page.get_by_test_id("step")).to_have_text("1")
    desk.button("How far a step goes").click()
    desk.button("One epoch").click()
    desk.button("Epoch").click()
    expect(page.get_by_test_id("epoch")).to_have_text("1")
    assert desk.info()["state"] == "paused"


def test_keys_play_step_and_show_their_list(page: Page) -> None:
    desk = Desk.open(page)
    page.keyboard.press(".")
    expect(page.get_by_test_id("step")).to_have_text("1")
    page.keyboard.press("Shift+.")
    expect(page.get_by_test_id("epoch")).to_have_text("1")
    page.keyboard.press("Space")
    expect(desk.button("Pause")).to_be_visible()
    page.keyboard.press("Space")
    expect(desk.button("Play")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Keyboard shortcuts")).to_have_count(0)


def test_single_keys_can_be_turned_off_and_never_act_in_a_field(page: Page) -> None:
    desk = Desk.open(page)
    field = page.get_by_label("Batch size", exact=True)
    field.click()
    field.press(".")
    field.press("Escape")
    page.keyboard.press("Escape")
    field.blur()
    page.keyboard.press("?")
    page.get_by_label("Single-character keys act in the network", exact=True).uncheck()
    page.get_by_role("heading", name="Keyboard shortcuts").click()
    page.keyboard.press(".")
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keyboard shortcuts")).to_be_visible()
    assert desk.info()["step"] == 0


def test_reset_gives_the_first_weights_back(page: Page) -> None:
    desk = Desk.open(page)
    desk.expect_loss()
    first = page.get_by_test_id("loss-train").inner_text()
    desk.play()
    desk.wait_for("epoch", 3)
    desk.button("Reset").click()
    expect(page.get_by_test_id("step")).to_have_text("0")
    expect(page.get_by_test_id("loss-train")).to_have_text(first)
    assert desk.info()["state"] == "idle"


def test_a_new_seed_gives_other_weights_and_undo_the_old_ones(page: Page) -> None:
    desk = Desk.open(page)
    desk.expect_loss()
    old = page.get_by_test_id("loss-train").inner_text()
    seed = desk.document()["training"]["seed"]
    desk.button("New seed").click()
    expect(page.get_by_test_id("loss-train")).not_to_have_text(old)
    assert desk.document()["training"]["seed"] != seed
    desk.button("Undo").click()
    expect(page.get_by_test_id("loss-train")).to_have_text(old)
    assert desk.document()["training"]["seed"] == seed


def test_slow_motion_takes_a_step_a_second(page: Page) -> None:
    desk = Desk.open(page)
    desk.slide("Speed", 0)
    expect(page.get_by_text("1/s", exact=True)).to_be_visible()
    desk.play()
    desk.wait_for("step", 2)
    assert desk.count("step") <= 4
    desk.slide("Speed", 10)
    desk.wait_for("step", 300)
