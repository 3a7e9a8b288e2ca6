"""The coach: what it finds is shown where it can be seen, and one click on a remedy helps."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from descent.document import Change, change
from descent.examples import load_example
from support.desk import Desk
from support.drawing import Drawing, link
from support.networks import chain, dense

CLASSES: dict[str, Any] = {"loss": {"kind": "binary_cross_entropy"}}
PATIENCE = 150_000
"""A finding needs some epochs and two looks, a second apart; on a busy machine that takes a while."""


def opened(page: Page, example: str, *changes: tuple[list[str | int], Any]) -> Desk:
    """An example with other settings, from a link. What training has to reach is waited for with patience, too."""
    page.set_default_timeout(PATIENCE)
    document = change(load_example(example), [Change(path=path, value=value) for path, value in changes])
    page.goto(link(document.model_dump(mode="json")))
    expect(page.get_by_test_id("message")).to_contain_text("Press play.")
    return Desk(page)


def too_fast(page: Page) -> Desk:
    """Hills at a rate that is thirty times too high, found."""
    return overshooting(opened(page, "hills", (["training", "learning_rate"], 0.3)))


def overshooting(desk: Desk) -> Desk:
    desk.play()
    expect(desk.message).to_contain_text("every step overshoots", timeout=PATIENCE)
    return desk


def shaded(page: Page) -> Locator:
    return page.get_by_test_id("loss-chart").locator("[data-stretch]")


def test_a_rate_that_is_too_high_is_found_and_one_click_bends_the_curve(page: Page) -> None:
    desk = too_fast(page)
    before = desk.loss()
    page.get_by_role("button", name=re.compile(r"^(Set the rate to|Start again at a rate of) 0\.03$")).first.click()
    desk.wait_for_document("training", "learning_rate", value=0.03)
    expect(desk.message).not_to_contain_text("overshoots")
    desk.wait_for_loss("<", min(before / 2, 0.03))


def test_undo_brings_the_setting_back_and_the_finding_with_it(page: Page) -> None:
    desk = too_fast(page)
    page.get_by_role("button", name=re.compile(r"0\.03$")).first.click()
    desk.wait_for_document("training", "learning_rate", value=0.03)
    toast = page.get_by_role("group").filter(has_text="Done: ")
    toast.get_by_role("button", name="Undo").click()
    desk.wait_for_document("training", "learning_rate", value=0.3)
    expect(desk.message).to_contain_text("every step overshoots", timeout=PATIENCE)


def test_what_the_coach_means_is_shaded_in_the_chart_and_its_setting_outlined(page: Page) -> None:
    desk = too_fast(page)
    expect(shaded(page)).to_have_count(1)
    control = page.get_by_role("group", name="What the coach means")
    expect(control.get_by_label("Learning rate", exact=True)).to_be_visible()
    desk.button("Not now").click()
    expect(control).to_have_count(0)
    expect(shaded(page)).to_have_count(0)


def test_not_now_holds_until_the_next_reset(page: Page) -> None:
    desk = too_fast(page)
    desk.button("Not now").click()
    expect(desk.message).not_to_contain_text("overshoots")
    desk.wait_for("epoch", desk.count("epoch") + 200)
    expect(desk.message).not_to_contain_text("overshoots")
    page.reload()
    desk.ready()
    desk.wait_for("epoch", desk.count("epoch") + 200)
    expect(desk.message).not_to_contain_text("overshoots")
    desk.button("Reset").click()
    desk.play()
    expect(desk.message).to_contain_text("every step overshoots", timeout=PATIENCE)


def dead(page: Page) -> Drawing:
    """A circle for ReLUs that begin so far below zero that none of them fires, found."""
    relus = {"kind": "dense", "units": 8, "activation": "relu", "bias_init": {"kind": "constant", "value": -9.0}}
    desk = opened(page, "circle", (["network", "nodes", 1, "layer"], relus))
    desk.play()
    expect(desk.message).to_contain_text("they never fire", timeout=PATIENCE)
    return Drawing(desk)


def test_dead_relus_are_outlined_until_their_remedy(page: Page) -> None:
    drawing = dead(page)
    count = int(re.search(r"^(\d+) of 8", drawing.desk.message.inner_text()).group(1))  # type: ignore[union-attr]
    outlined = drawing.card("Dense 1").get_by_role("button", name=re.compile("outlined by the coach"))
    expect(outlined).to_have_count(count)
    assert outlined.first.evaluate("tile => getComputedStyle(tile).outlineStyle") == "dashed"
    drawing.desk.button("Use Leaky ReLU in Dense 1").click()
    drawing.desk.wait_for_document("network", "nodes", 1, "layer", "activation", value="leaky_relu")
    expect(outlined).to_have_count(0)
    drawing.desk.wait_for_loss("<", 0.2)


def test_a_remedy_can_be_had_by_key_and_the_focus_stays_in_the_line(page: Page) -> None:
    drawing = dead(page)
    remedy = drawing.desk.button("Use Leaky ReLU in Dense 1")
    remedy.focus()
    page.keyboard.press("Enter")
    drawing.desk.wait_for_document("network", "nodes", 1, "layer", "activation", value="leaky_relu")
    expect(remedy).to_have_count(0)
    page.wait_for_function("() => document.activeElement?.getAttribute('aria-label') === 'Coach'")


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_the_line_keeps_its_height_and_all_of_its_words(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    desk = opened(page, "hills", (["training", "learning_rate"], 0.3))
    line = page.get_by_role("group", name="Coach", exact=True)
    height = line.evaluate("line => line.offsetHeight")
    overshooting(desk)
    assert line.evaluate("line => line.offsetHeight") == height
    assert desk.message.evaluate("p => p.scrollHeight - p.clientHeight") <= 1
    assert line.evaluate("line => line.scrollWidth - line.clientWidth") <= 0


@pytest.mark.parametrize("width", [1024, 390])
def test_a_long_sentence_is_not_cut_off_for_the_sake_of_a_long_remedy(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    sick = chain(*[dense(8, "sigmoid")] * 6, data={"dataset": {"kind": "circle"}}, learning_rate=0.03, **CLASSES)
    page.goto(link(sick.model_dump(mode="json")))
    expect(page.get_by_test_id("message")).to_contain_text("Press play.")
    desk = Desk(page)
    desk.play()
    expect(desk.message).to_contain_text("The gradient fades", timeout=PATIENCE)
    assert desk.message.evaluate("p => p.scrollHeight - p.clientHeight") <= 1
    assert desk.message.evaluate("p => p.offsetHeight - p.parentElement.clientHeight") <= 0
    desk.button("What to do").click()
    expect(page.get_by_role("button", name=re.compile("^Use ReLU in"))).to_be_in_viewport(ratio=1)


def test_on_a_phone_the_remedies_hang_behind_one_button(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    desk = too_fast(page)
    expect(desk.button("Not now")).to_have_count(0)
    desk.button("What to do").click()
    expect(desk.button("Not now")).to_be_in_viewport(ratio=1)
    behind = page.get_by_role("group", name="What to do")
    assert behind.evaluate("panel => panel.scrollWidth - panel.clientWidth") == 0
    page.get_by_role("button", name=re.compile(r"0\.03$")).first.click()
    desk.wait_for_document("training", "learning_rate", value=0.03)


def test_the_first_sentences_are_as_they_were(page: Page) -> None:
    desk = opened(page, "hills", (["training", "learning_rate"], 0.3))
    expect(desk.message).to_have_text("Press play. Each square is what one neuron sees.")
