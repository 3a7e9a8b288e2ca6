"""A run that blows up stops, says so in words and offers the way back."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from support.desk import Desk


def diverged(page: Page) -> Desk:
    """The example that is meant to diverge, diverged."""
    desk = Desk.open(page, "rate_too_large")
    desk.button("Play").click()
    expect(desk.message).to_contain_text("became infinite")
    return desk


def test_a_divergence_is_told_with_its_step_and_its_cause(page: Page) -> None:
    desk = diverged(page)
    assert desk.info()["state"] == "diverged"
    expect(desk.message).to_have_text(re.compile(rf"Step {desk.info()['step']}: .*learning rate of 0\.1 is too large"))
    expect(desk.button("Play")).to_have_attribute("aria-disabled", "true")


def test_going_back_leads_to_the_last_good_step(page: Page) -> None:
    desk = diverged(page)
    back = page.get_by_role("button", name=re.compile(r"Go back to step \d+"))
    step = int(re.sub(r"\D", "", back.inner_text()))
    back.click()
    expect(desk.button("Play")).not_to_have_attribute("aria-disabled", "true")
    assert desk.info()["step"] == step
    assert desk.info()["state"] in {"paused", "idle"}
    assert desk.document()["training"]["learning_rate"] == 0.1


def test_going_back_with_a_lower_rate_is_one_click_and_can_be_undone(page: Page) -> None:
    desk = diverged(page)
    desk.button("Go back, at a rate of 0.03").click()
    desk.wait_for_document("training", "learning_rate", value=0.03)
    expect(desk.button("Play")).not_to_have_attribute("aria-disabled", "true")
    page.get_by_role("group").filter(has_text="Done: ").get_by_role("button", name="Undo").click()
    desk.wait_for_document("training", "learning_rate", value=0.1)
