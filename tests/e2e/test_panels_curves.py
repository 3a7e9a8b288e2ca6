"""Curves on request: chosen, read by pointer and keys, smoothed, saved. Their numbers are the server's."""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from support.desk import Desk, number
from support.until import until


def opened(page: Page, *kinds: str) -> Desk:
    """The section open, with these curves and no others, after some training."""
    desk = Desk.open(page)
    page.evaluate("kinds => localStorage.setItem('descent.curves', kinds)", " ".join(kinds))
    desk.play()
    desk.wait_for("epoch", 30)
    desk.pause()
    page.get_by_role("button", name=re.compile("^Curves")).click()
    return desk


def chart(page: Page, kind: str) -> Locator:
    return page.get_by_test_id(f"curve-{kind}")


def saved(page: Page, kind: str) -> list[dict[str, str]]:
    with page.expect_download() as download:
        chart(page, kind).get_by_role("button", name=re.compile("as CSV")).click()
    text = download.value.path().read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def test_sizes_by_layer_are_those_the_engine_noted(page: Page) -> None:
    desk = opened(page, "layer_gradient")
    lines = chart(page, "layer_gradient").locator("li")
    expect(lines).to_have_count(4)
    layers = page.request.get(f"/api/sessions/{desk.session}/trail").json()["layers"]
    last = layers["dense1"]["gradient_norm"][-1]
    expect(lines.first).to_contain_text("Dense 1")
    assert number(lines.first.locator("span").inner_text()) == pytest.approx(last, rel=0.06, abs=6e-5)
    rows = saved(page, "layer_gradient")
    assert [float(row["epoch"]) for row in rows] == pytest.approx(layers["dense1"]["time"])
    assert [float(row["Dense 1"]) for row in rows] == pytest.approx(layers["dense1"]["gradient_norm"])


def test_earlier_values_are_read_with_pointer_and_keys(page: Page) -> None:
    opened(page, "score")
    expect(chart(page, "score").locator("li")).to_have_count(2)
    slider = chart(page, "score").get_by_role("slider")
    slider.focus()
    page.keyboard.press("Home")
    expect(chart(page, "score")).to_contain_text("epoch 0")
    page.keyboard.press("Escape")
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"epoch \d\d"))
    box = slider.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 60, box["y"] + 40)
    expect(chart(page, "score").locator("figcaption > span")).to_have_text(re.compile(r"^epoch \d+(\.\d+)?$"))
    page.mouse.move(0, 0)


def test_curves_come_and_go_and_are_remembered(page: Page) -> None:
    opened(page, "score")
    group = page.get_by_role("group", name="Curves to show")
    group.get_by_role("button", name="Learning rate").click()
    expect(chart(page, "learning_rate")).to_be_visible()
    group.get_by_role("button", name="Score").press("Enter")
    expect(chart(page, "score")).to_have_count(0)
    page.reload()
    Desk(page).ready()
    page.get_by_role("button", name=re.compile("^Curves")).click()
    expect(group.get_by_role("button", name="Learning rate")).to_have_attribute("aria-pressed", "true")
    expect(group.get_by_role("button", name="Score")).to_have_attribute("aria-pressed", "false")


def test_smoothing_changes_what_is_read_and_not_what_is_saved(page: Page) -> None:
    desk = opened(page, "score")
    value = chart(page, "score").locator("li span").first
    epoch = int(desk.info()["epoch"])  # records are made at the ends of epochs

    def look() -> None:
        shown = chart(page, "score").get_by_role("slider").get_attribute("aria-valuemax")
        assert float(shown or 0) == pytest.approx(epoch)

    until(page, look)
    before, rows = value.inner_text(), saved(page, "score")
    desk.slide("Smoothing", 0.2)
    expect(value).not_to_have_text(before)
    assert saved(page, "score") == rows
    desk.slide("Smoothing", 0)
    expect(value).to_have_text(before)


def test_a_spread_tells_its_range_and_can_be_of_any_layer(page: Page) -> None:
    desk = opened(page, "activations")
    strip = chart(page, "activations")
    spread = page.request.get(f"/api/sessions/{desk.session}/trail/dense1/activations").json()
    rows = saved(page, "activations")
    assert [float(row["lowest"]) for row in rows] == pytest.approx(spread["low"])
    assert [float(row["bin 32"]) for row in rows] == [counts[31] for counts in spread["counts"]]
    page.wait_for_function(
        "canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(byte => byte > 0)",
        arg=strip.locator("canvas").element_handle(),
    )
    before = strip.get_by_role("slider").get_attribute("aria-valuetext")
    page.get_by_label("Layer", exact=True).select_option(label="Output")
    expect(strip.get_by_role("slider")).not_to_have_attribute("aria-valuetext", before or "")
