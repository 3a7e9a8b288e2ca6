"""The recording on the page: dragged with the pointer, walked with keys, played on from, and had back."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, WebSocket, expect

from descent.wire.snapshot import decode_snapshot
from support.desk import Desk, NewContext, number
from support.until import until

EPOCH = 35
"""Steps of the first example: 350 points to train on in batches of 10."""


@dataclass
class Wire:
    """What a page was sent for each probe: the newest bytes."""

    probes: dict[int, str] = field(default_factory=dict)
    asked: dict[int, list[str]] = field(default_factory=dict)
    pictures: dict[str, dict[int, tuple[Any, ...]]] = field(default_factory=dict)
    steps: dict[str, float] = field(default_factory=dict)

    def listen(self, page: Page) -> Wire:
        page.on("websocket", self._socket)
        return self

    def _socket(self, socket: WebSocket) -> None:
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._received)

    def _sent(self, payload: str | bytes) -> None:
        if isinstance(payload, str) and '"watch"' in payload:
            message = json.loads(payload)
            self.asked[message["id"]] = [json.dumps(probe, sort_keys=True) for probe in message["probes"]]

    def _received(self, payload: str | bytes) -> None:
        if isinstance(payload, str):
            message = json.loads(payload)
            if message["type"] == "ack" and message["id"] in self.asked:
                self.probes.update(zip(message["slots"], self.asked[message["id"]], strict=True))
        elif payload[0] == 1:
            header, sections = decode_snapshot(payload)
            for section in sections:
                probe = self.probes.get(section.slot)
                if probe is not None:
                    part = section.part
                    self.pictures.setdefault(probe, {})[section.index] = (part.values.tobytes(), part.lo, part.hi)
                    self.steps[probe] = header.step

    def at(self, step: int) -> dict[str, dict[int, tuple[Any, ...]]]:
        """What was sent of a step."""
        return {probe: parts for probe, parts in self.pictures.items() if self.steps[probe] == step}


def head(page: Page) -> Locator:
    return page.get_by_test_id("playhead")


def printed(page: Page) -> dict[str, str]:
    """All numbers that say how good the network is, as they are printed."""
    return {name: page.get_by_test_id(name).inner_text() for name in ("loss-train", "loss-validation", "scores")}


def expect_printed(page: Page, numbers: dict[str, str]) -> None:
    """Until these are printed: numbers change four times a second at most."""

    def look() -> None:
        assert printed(page) == numbers

    until(page, look)


def recorded(page: Page, speed: float = 5.0) -> Desk:
    """A page that has trained slowly enough for some moments within a few hundred steps; it rests at an epoch's end."""
    desk = Desk.open(page)
    desk.slide("Speed", speed)
    desk.play()
    desk.wait_for("step", 4 * EPOCH)
    desk.pause()
    desk.button("Play").blur()
    desk.epochs(1)
    desk.at_rest()
    return desk


def end_of_axis(page: Page) -> int:
    """The epoch at the right end of the track, which jumps from 1 to 2 to 5 and so on."""
    last = float(head(page).get_attribute("aria-valuemax") or 0)
    return next(end for end in (10, 20, 50, 100, 200) if end >= last)


def drag_to(page: Page, share: float) -> int:
    """Drags the playhead to a share of the track's well; the step that the page then shows."""
    box = page.get_by_test_id("track").bounding_box()
    knob = head(page).bounding_box()
    assert box is not None
    assert knob is not None
    y = box["y"] + 42
    x = box["x"] + 20 + share * (box["width"] - 40)
    page.mouse.move(knob["x"] + knob["width"] / 2, y)
    page.mouse.down()
    page.mouse.move(x + 30, y, steps=4)
    page.mouse.move(x, y, steps=4)
    page.mouse.up()
    page.mouse.move(x, 300)
    return Desk(page).at_rest()


def step_to(desk: Desk, step: int) -> None:
    """Exactly so many steps, with the keys."""
    desk.epochs(step // EPOCH - desk.count("epoch"))
    for done in range(desk.count("step") + 1, step + 1):
        desk.page.keyboard.press(".")
        expect(desk.page.get_by_test_id("step")).to_have_text(str(done))


def test_dragging_shows_the_moment_as_a_fresh_run_stopped_there(page: Page, new_context: NewContext) -> None:
    """Maps, weights on the edges, printed metrics and settings; before a change and after it."""
    wire = Wire().listen(page)
    desk = recorded(page)
    changed = desk.info()["step"]
    desk.slide("Learning rate", 0.7)
    rate = desk.document()["training"]["learning_rate"]
    desk.play()
    desk.wait_for("step", changed + 4 * EPOCH)
    desk.pause()
    fresh_page = new_context().new_page()
    fresh_wire = Wire().listen(fresh_page)
    fresh = Desk.open(fresh_page)
    axis = end_of_axis(page)

    early = drag_to(page, changed / EPOCH / axis * 0.5)
    assert 0 < early < changed
    step_to(fresh, early)
    compare(desk, wire, fresh, fresh_wire, early)
    assert desk.document()["training"]["learning_rate"] != rate

    late = drag_to(page, (changed / EPOCH + 2) / axis)
    assert late > changed
    step_to(fresh, changed)
    fresh.slide("Learning rate", 0.7)
    fresh.wait_for_document("training", "learning_rate", value=rate)
    step_to(fresh, late)
    compare(desk, wire, fresh, fresh_wire, late)


def compare(desk: Desk, wire: Wire, fresh: Desk, fresh_wire: Wire, step: int) -> None:
    for one in (desk, fresh):
        expect(one.page.get_by_test_id("step")).to_have_text(f"{step}")
        one.at_rest()
    want = fresh_wire.at(step)
    kinds = {json.loads(probe)["probe"] for probe in want}
    assert {"maps", "weights"} <= kinds
    want = {probe: parts for probe, parts in want.items() if json.loads(probe)["probe"] != "flow"}

    def look() -> None:
        got = wire.at(step)
        assert {probe for probe in want if got.get(probe) != want[probe]} == set()

    until(desk.page, look)
    assert printed(desk.page) == printed(fresh.page)
    assert desk.document()["training"] == fresh.document()["training"]
    assert desk.document()["network"] == fresh.document()["network"]
    rate = desk.page.get_by_label("Learning rate", exact=True).input_value()
    assert rate == fresh.page.get_by_label("Learning rate", exact=True).input_value()


def test_playing_from_the_past_branches_and_the_abandoned_future_can_be_had_back(page: Page) -> None:
    desk = recorded(page)
    tip = desk.info()["step"]
    future = printed(page)
    past = drag_to(page, 0.15)
    assert past < tip
    expect(page.get_by_test_id("where")).to_contain_text(" of ")
    page.get_by_role("button", name="Branch from here").click()
    desk.wait_for("step", past + 2 * EPOCH)
    desk.pause()
    branches = page.get_by_role("list", name="Branches")
    expect(branches.get_by_role("button")).to_have_count(1)
    branch = desk.info()["step"]
    branches.get_by_role("button").click()
    expect(page.get_by_test_id("step")).to_have_text(f"{tip}")
    desk.at_rest()
    assert printed(page) == future
    expect(branches.get_by_role("button")).to_have_count(1)
    branches.get_by_role("button").click()
    expect(page.get_by_test_id("step")).to_have_text(f"{branch}")


def test_keys_walk_through_the_moments(page: Page) -> None:
    desk = recorded(page)
    tip = desk.info()["step"]
    head(page).focus()
    page.keyboard.press("Home")
    expect(page.get_by_test_id("step")).to_have_text("0")
    expect(head(page)).to_have_attribute("aria-valuenow", "0")
    seen = [0]
    for _ in range(3):
        page.keyboard.press("]")
        expect(page.get_by_test_id("step")).not_to_have_text(f"{seen[-1]}")
        seen.append(desk.at_rest())
    assert seen == sorted(seen)
    page.keyboard.press("[")
    expect(page.get_by_test_id("step")).to_have_text(f"{seen[-2]}")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_test_id("step")).to_have_text(f"{seen[-1]}")
    page.keyboard.press("End")
    expect(page.get_by_test_id("step")).to_have_text(f"{tip}")
    page.keyboard.press("[")
    expect(page.get_by_test_id("step")).not_to_have_text(f"{tip}")
    page.keyboard.press("b")
    expect(desk.button("Pause")).to_be_visible()
    page.keyboard.press("Space")
    expect(desk.button("Play")).to_be_visible()
    expect(head(page)).to_be_focused()


def test_a_reset_is_just_another_moment(page: Page) -> None:
    desk = recorded(page)
    tip, future = desk.info()["step"], printed(page)
    desk.button("Reset").click()
    expect(page.get_by_test_id("step")).to_have_text("0")
    page.get_by_role("list", name="Branches").get_by_role("button").click()
    expect(page.get_by_test_id("step")).to_have_text(f"{tip}")
    desk.at_rest()
    assert printed(page) == future


def test_a_moment_brings_its_drawing_and_its_settings_with_it_and_undo_does_not_reach_over(page: Page) -> None:
    desk = recorded(page)
    units = page.get_by_role("region", name=re.compile("^Dense 1,")).locator("[data-unit]")
    expect(units).to_have_count(8)
    page.get_by_role("button", name="One unit more in Dense 1").click()
    expect(units).to_have_count(9)
    desk.wait_for_document("network", "nodes", 1, "layer", "units", value=9)
    desk.play()
    desk.wait_for("step", desk.info()["step"] + 2 * EPOCH)
    desk.pause()
    head(page).focus()
    page.keyboard.press("Home")
    expect(units).to_have_count(8)
    expect(page.get_by_role("toolbar").get_by_role("button", name="Undo")).to_be_disabled()
    page.keyboard.press("End")
    expect(units).to_have_count(9)


def test_two_windows_see_the_same_moment(page: Page, context: BrowserContext) -> None:
    desk = recorded(page)
    other = context.new_page()
    other.goto(page.url)
    Desk(other).ready()
    other.evaluate("session => history.replaceState({session}, '')", desk.session)
    other.reload()
    second = Desk(other).ready()
    assert second.session == desk.session
    past = drag_to(page, 0.1)
    expect(other.get_by_test_id("step")).to_have_text(f"{past}")
    expect(other.get_by_test_id("where")).to_have_text(page.get_by_test_id("where").inner_text())
    assert second.at_rest() == past
    assert printed(other) == printed(page)


def test_a_reload_stands_where_the_page_stood(page: Page) -> None:
    desk = recorded(page)
    past = drag_to(page, 0.1)
    before, where = printed(page), page.get_by_test_id("where").inner_text()
    page.reload()
    desk.ready()
    expect(page.get_by_test_id("step")).to_have_text(f"{past}")
    expect(page.get_by_test_id("where")).to_have_text(where)
    expect_printed(page, before)


def test_the_axis_grows_in_jumps_and_values_under_the_pointer_are_told(page: Page) -> None:
    desk = recorded(page)
    box = page.get_by_test_id("track").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 40)
    tip = page.get_by_test_id("track").locator(".tip")
    expect(tip).to_contain_text("Epoch 0, loss")
    first = tip.inner_text()
    assert 0 < number(first.split("loss ")[1]) < 10
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] - 200)
    expect(tip).to_have_count(0)
    before = head(page).bounding_box()
    step = desk.info()["step"]
    desk.button("Step").click()
    expect(page.get_by_test_id("step")).to_have_text(f"{step + 1}")
    after = head(page).bounding_box()
    assert before is not None
    assert after is not None
    assert 0 <= after["x"] - before["x"] < 5, "one step moves the playhead a little, and the axis not at all"


def test_on_a_phone_a_finger_drags_it(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 390, "height": 844}, has_touch=True).new_page()
    page.goto("/")
    desk = Desk(page)
    desk.play()
    desk.wait_for("epoch", 3)
    desk.pause()
    track = page.get_by_test_id("track")
    box = track.bounding_box()
    assert box is not None
    assert box["height"] >= 43
    page.touchscreen.tap(box["x"] + 20, box["y"] + 24)
    expect(page.get_by_test_id("epoch")).to_have_text("0")
    page.get_by_role("button", name="Loss", exact=True).click()
    page.get_by_role("button", name="To the newest").click()
    expect(page.get_by_test_id("epoch")).not_to_have_text("0")


def test_a_moment_put_aside_is_compared_with_what_is_shown(page: Page) -> None:
    desk = recorded(page)
    numbers = {name: page.get_by_test_id(name).inner_text() for name in ("loss-train", "loss-validation")}
    desk.button("Compare").click()
    desk.button("Compare").blur()
    table = page.get_by_test_id("compare")
    section = page.locator("section", has=table)
    expect(section).to_contain_text("settings are the same")
    desk.slide("Learning rate", 0.7)
    expect(section.get_by_role("listitem")).to_have_text([re.compile("^Learning rate ")])
    desk.epochs(1)
    desk.at_rest()
    rows = {
        row.locator("th").inner_text(): row.locator("td").all_inner_texts() for row in table.locator("tbody tr").all()
    }
    for name, split in (("Training loss", "train"), ("Validation loss", "validation")):
        shown = page.get_by_test_id(f"loss-{split}")
        expect(table.get_by_role("row", name=name).locator("td").nth(1)).to_have_text(shown.inner_text())
        assert rows[name][0] == numbers[f"loss-{split}"]
    head(page).focus()
    page.keyboard.press("c")
    expect(table).to_have_count(0)
