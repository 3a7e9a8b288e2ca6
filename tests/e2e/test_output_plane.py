"""The surface and the map of data in the plane say what `predict` says."""

from __future__ import annotations

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from support.desk import Desk, number
from support.outputs import trained, trainer_of
from support.until import until


def camera(page: Page) -> tuple[int, int, float]:
    words = page.get_by_test_id("surface-words")
    turn, lift, zoom = (words.get_attribute(f"data-{name}") for name in ("turn", "lift", "zoom"))
    return int(turn or 0), int(lift or 0), float(zoom or 0)


def painted(page: Page) -> str:
    return str(page.get_by_test_id("surface").evaluate("canvas => canvas.toDataURL()"))


def test_the_surface_turns_by_drag_keys_and_wheel(page: Page) -> None:
    trained(page, "hills", 5, "surface")
    surface = page.get_by_role("application", name=re.compile("as a surface"))
    expect(page.get_by_test_id("surface-words")).to_contain_text("Highest")
    first, seen = camera(page), painted(page)
    box = surface.bounding_box()
    assert box
    page.mouse.move(box["x"] + 100, box["y"] + 100)
    page.mouse.wheel(0, -200)
    assert camera(page) == first  # without the focus, the wheel is the panel's
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 80, steps=3)
    page.mouse.up()
    assert camera(page)[:2] == (first[0] + 30, first[1] - 10)
    page.wait_for_function("seen => document.querySelector('[data-testid=surface]').toDataURL() !== seen", arg=seen)
    page.mouse.wheel(0, -300)
    page.wait_for_function("() => Number(document.querySelector('[data-testid=surface-words]').dataset.zoom) > 1.2")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    assert camera(page)[:2] == (first[0] + 36, first[1] - 4)
    page.keyboard.press("Home")
    assert camera(page) == first
    page.keyboard.press("-")
    assert camera(page)[2] < 1
    page.get_by_role("button", name="First view").click()
    assert camera(page) == first


def test_the_words_of_the_surface_are_those_of_predict(page: Page) -> None:
    _, trainer = trained(page, "hills", 5, "surface")
    middles = -6 + (np.arange(40) + 0.5) * 12 / 40
    grid = np.array([[x1, x2] for x2 in middles for x1 in middles], np.float32)
    said = trainer.predict(grid)[:, 0]
    words = page.get_by_test_id("surface-words")
    limit = float(np.abs(said).max())

    def look() -> None:
        found = re.search(r"Highest (\S+) at x1 (\S+), x2 (\S+); lowest (\S+) ", words.text_content() or "")
        assert found
        high, x1, x2, low = map(number, found.groups())
        assert high == pytest.approx(said.max(), abs=limit / 100 + 0.01)
        assert low == pytest.approx(said.min(), abs=limit / 100 + 0.01)
        near = trainer.predict(np.array([[x1, x2]]))[0, 0]
        assert near == pytest.approx(said.max(), abs=limit / 20)

    until(page, look)


def test_the_words_of_the_map_say_how_much_is_each_classs(page: Page) -> None:
    desk = Desk.open(page, "rings")
    desk.epochs(3)
    desk.at_rest()
    trainer = trainer_of(desk)
    middles = -6 + (np.arange(100) + 0.5) * 12 / 100
    grid = np.array([[x1, x2] for x2 in middles for x1 in middles], np.float32)
    shares = np.bincount(trainer.predict(grid).argmax(1), minlength=5) / len(grid)
    told = page.get_by_test_id("map-words")
    expect(told).to_contain_text("class E")

    def look() -> None:
        found = [float(one) for one in re.findall(r"class \w (\d+)", told.text_content() or "")]
        assert found == pytest.approx((100 * shares).tolist(), abs=1.5)

    until(page, look)
