"""Learning settings act at once, while training goes on."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from support.desk import Desk


def test_moving_the_learning_rate_bends_the_curve(page: Page) -> None:
    """The loss falls; at 0.1 it leaps up in the same run, without a pause; at a small rate it falls again.

    Not higher than 0.1: from there this network comes back however long it stays; at 1 it is dead after some steps.
    """
    desk = Desk.open(page)
    desk.play()
    desk.wait_for_loss("<", 0.5)
    desk.slide("Learning rate", 0.6)
    desk.wait_for_document("training", "learning_rate", value=0.1)
    desk.wait_for_loss(">", 0.6)
    desk.slide("Learning rate", 0.3)
    desk.wait_for_document("training", "learning_rate", value=0.0032)
    desk.wait_for_loss("<", 0.4)
    assert desk.info()["state"] == "running"


def test_a_change_is_marked_on_the_curve_with_what_changed(page: Page) -> None:
    desk = Desk.open(page)
    old = desk.document()["training"]["learning_rate"]
    desk.play()
    desk.wait_for("epoch", 3)
    desk.slide("Learning rate", 0.6)
    expect(page.get_by_text(re.compile(rf"^Learning rate {old:g} → 0\.1$"))).to_be_visible()


def test_a_wrong_number_is_explained_and_not_sent(page: Page) -> None:
    desk = Desk.open(page)
    before = desk.info()["revision"]
    desk.fill("Batch size", "0")
    expect(page.get_by_role("alert").filter(has_text="Use 1 or more")).to_be_visible()
    assert desk.info()["revision"] == before
    desk.fill("Batch size", "16")
    expect(page.get_by_role("alert").filter(has_text="Use")).to_have_count(0)
    desk.wait_for_document("training", "batch_size", value=16)


def test_a_new_optimizer_brings_its_settings_and_the_page_says_what_began_afresh(page: Page) -> None:
    desk = Desk.open(page)
    desk.play()
    desk.wait_for("epoch", 1)
    page.get_by_label("Optimizer", exact=True).select_option("RMSProp")
    expect(page.get_by_text("RMSProp settings")).to_be_visible()
    expect(desk.message).to_contain_text("RMSProp begins without a memory of earlier gradients. The weights stay.")
    desk.fill("Decay", "0.95")
    desk.wait_for_document("training", "optimizer", "decay", value=0.95)
    assert desk.info()["state"] == "running"


def test_training_stops_after_so_many_epochs(page: Page) -> None:
    desk = Desk.open(page)
    desk.fill("Stop after", "3")
    desk.wait_for_document("training", "stop_after", value=3)
    desk.button("Play").click()
    expect(page.get_by_test_id("epoch")).to_have_text("3")
    expect(desk.button("Play")).to_be_visible()


def test_every_setting_reaches_the_engine(page: Page) -> None:
    desk = Desk.open(page)
    page.get_by_label("Schedule", exact=True).select_option("Cosine")
    page.get_by_role("combobox", name="Loss", exact=True).select_option("Huber")
    desk.fill("L2 penalty", "0.001")
    desk.fill("L1 penalty", "0.0001")
    page.get_by_label("Clip gradients", exact=True).select_option("All together")
    desk.fill("Clip at", "0.5")
    desk.wait_for_document("training", "clip", value={"kind": "norm", "limit": 0.5})
    training = desk.document()["training"]
    assert training["schedule"]["kind"] == "cosine"
    assert training["loss"]["kind"] == "huber"
    assert (training["l1"], training["l2"]) == (0.0001, 0.001)
    desk.play()
    desk.wait_for("epoch", 2)
    expect(page.get_by_test_id("loss-penalty")).to_be_visible()
