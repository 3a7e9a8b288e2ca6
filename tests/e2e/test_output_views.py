"""Every kind of data has its views; the choice is remembered, and only what is in sight is streamed."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from support.axe import findings
from support.desk import Desk, NewContext
from support.outputs import VIEWS, choose, switch

# Numbers that grow to the left in a box of their own count as shifts, too; what must not happen is that a box moves.
WATCH_SHIFTS = """() => {
  window.shifts = [];
  window.watcher?.disconnect();
  window.watcher = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue;
      for (const { node, previousRect: was, currentRect: is } of entry.sources) {
        const moved = was.y !== is.y || was.height !== is.height || (node?.nodeType === 1 && was.right !== is.right);
        const inPanel = (node?.nodeType === 1 ? node : node?.parentElement)?.closest('aside') !== null;
        if (moved && inPanel) window.shifts.push((node?.outerHTML ?? node?.textContent ?? '').slice(0, 200));
      }
    }
  });
  window.watcher.observe({ type: 'layout-shift' });
}"""


@pytest.mark.parametrize("example", VIEWS)
def test_every_kind_of_data_has_its_views_and_none_of_them_moves_anything(page: Page, example: str) -> None:
    """Trains in every view: nothing on the page shifts, and axe finds nothing serious."""
    desk = Desk.open(page, example)
    values = switch(page).locator("option").evaluate_all("all => all.map(one => one.value)")
    assert values == list(VIEWS[example])
    for view in VIEWS[example]:
        choose(page, view)
        desk.wait_for_rest("aside section")
        page.evaluate(WATCH_SHIFTS)
        desk.play()
        desk.wait_for("epoch", desk.count("epoch") + 3)
        desk.pause()
        assert page.evaluate("window.shifts") == [], view
        assert findings(page) == [], view


def test_the_choice_is_remembered_for_the_kind_of_data(page: Page) -> None:
    Desk.open(page, "iris")
    choose(page, "calibration")
    Desk.open(page, "diabetes")
    expect(switch(page)).to_have_value("scatter")
    Desk.open(page, "breast_cancer")
    expect(switch(page)).to_have_value("calibration")


def test_what_is_not_in_sight_is_not_streamed(page: Page) -> None:
    watched: list[list[str]] = []

    def sent(frame: str | bytes) -> None:
        message = json.loads(frame)
        if message["type"] == "watch":
            watched.append([f"{probe['probe']} {probe.get('resolution', '')}".strip() for probe in message["probes"]])

    page.on("websocket", lambda socket: socket.on("framesent", sent))
    desk = Desk.open(page)
    assert "maps 100" in watched[-1]
    choose(page, "curves")
    expect(page.get_by_test_id("area-train")).to_have_text(re.compile(r"0\.\d{3}"))
    assert watched[-1].count("roc") == 2
    assert not {"maps 100", "precision_recall", "worst", "point"} & set(watched[-1])
    choose(page, "surface")
    expect(page.get_by_test_id("surface-words")).to_contain_text("Of the plane")
    assert "maps 40" in watched[-1]
    assert "roc" not in watched[-1]
    assert desk.count("step") == 0


def test_names_beside_the_confusion_matrix_lie_on_nothing(page: Page) -> None:
    Desk.open(page, "iris")
    table = page.get_by_test_id("confusion")
    label = table.locator(".truth span").bounding_box()
    assert label
    for head in table.locator("tbody th").all():
        box = head.evaluate(
            "th => { const range = document.createRange(); range.selectNodeContents(th);"
            " return range.getBoundingClientRect().toJSON(); }"
        )
        assert box["left"] >= label["x"] + label["width"]
        assert head.evaluate("th => th.scrollWidth <= th.clientWidth")


def test_an_output_unit_is_called_by_its_class(page: Page) -> None:
    Desk.open(page, "rings")
    page.locator("[data-card=output] [data-unit]").nth(2).hover()
    expect(page.get_by_role("heading", name="C of Output")).to_be_visible()


def test_names_of_classes_are_to_be_seen_on_the_phone(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).new_page()
    page.goto("/e/rings")
    expect(page.get_by_test_id("connection")).to_have_text("Live")
    names = page.locator("[data-card=output] .label")
    expect(names).to_have_text(list("ABCDE"))
    for name, tile in zip(names.all(), page.locator("[data-card=output] [data-unit]").all(), strict=True):
        below, above = name.bounding_box(), tile.bounding_box()
        assert below
        assert above
        assert below["y"] >= above["y"] + above["height"]
    expect(page.locator("[data-card=input] .label")).to_have_count(2)
