"""A person's own input, typed, dragged or drawn, gets the answer that `predict` gives."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from support.desk import NewContext, number
from support.outputs import choose, trained, trainer_of


def answer(page: Page) -> str:
    return page.get_by_test_id("own").get_by_test_id("prediction").inner_text()


def expect_bars(page: Page, shares: Any) -> None:
    """The bars say these shares."""
    expected = [f"{100 * share:.1f}\u202f%" for share in shares]
    expect(page.get_by_test_id("own").locator("li .value")).to_have_text(expected)


def test_a_flower_of_ones_own_is_typed(page: Page) -> None:
    desk, trainer = trained(page, "iris", 4, "own")
    expect(page.get_by_test_id("own")).to_contain_text("4.3 to 7.9")
    expect(page.get_by_label("petal width", exact=True)).to_have_value("1.3")
    for name, text in {
        "sepal length": "5.1",
        "sepal width": "3.5",
        "petal length": "1.4",
        "petal width": "0.2",
    }.items():
        desk.fill(name, text)
    shares = trainer.predict(np.array([[5.1, 3.5, 1.4, 0.2]]))[0]
    expect_bars(page, shares)
    assert answer(page) == trainer.data.spec.classes[int(shares.argmax())]
    desk.fill("petal length", "12")
    expect(page.get_by_test_id("own")).to_contain_text("outside 1 to 6.9")
    expect_bars(page, trainer.predict(np.array([[5.1, 3.5, 12, 0.2]]))[0])
    page.get_by_role("button", name="Example 1", exact=True).click()
    first = trainer.data.validation.raw[0]
    expect(page.get_by_label("petal length", exact=True)).to_have_value(f"{float(str(first[2])):g}")
    expect_bars(page, trainer.predict(first[None])[0])


def test_a_number_of_ones_own_is_in_the_unit_of_the_data(page: Page) -> None:
    desk, trainer = trained(page, "diabetes", 3, "own")
    desk.fill("body mass index", "32")
    raw = np.median(np.concatenate([trainer.data.train.raw, trainer.data.validation.raw]), axis=0)
    raw[2] = 32
    said = float(trainer.predict(raw[None])[0, 0])
    page.wait_for_function(
        "value => Math.abs("
        "Number(document.querySelector('[data-testid=own] [data-testid=prediction]').textContent) - value) < 0.06",
        arg=said,
    )


def test_a_point_of_ones_own_is_typed_walked_and_dragged(page: Page) -> None:
    _, trainer = trained(page, "spiral", 3, "own")
    fields = [page.get_by_role("textbox", name=name, exact=True) for name in ("x1", "x2")]
    for field, text in zip(fields, ("2.5", "-1"), strict=True):
        field.fill(text)
        field.press("Enter")
    expect_bars(page, trainer.predict(np.array([[2.5, -1.0]]))[0])
    place = page.get_by_role("application", name=re.compile("Your point"))
    place.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowUp")
    expect(fields[0]).to_have_value("2.25")
    expect(fields[1]).to_have_value("0")
    expect_bars(page, trainer.predict(np.array([[2.25, 0.0]]))[0])
    box = place.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.75 * box["width"], box["y"] + 0.25 * box["height"], steps=4)
    page.mouse.up()
    page.mouse.move(box["x"] + 5, box["y"] + 5)  # let go: it stays
    x1, x2 = (number(field.input_value()) for field in fields)
    assert (x1, x2) == (pytest.approx(3, abs=0.06), pytest.approx(3, abs=0.06))
    expect_bars(page, trainer.predict(np.array([[x1, x2]]))[0])
    assert page.locator("[data-card] .spot").count() == page.locator("[data-card] [data-unit]").count()


ARC = [(0.5 + 0.22 * np.cos(a), 0.5 + 0.36 * np.sin(a)) for a in np.linspace(-1.5, 4.8, 24)]


def ink(page: Page) -> list[int]:
    return [int(one) for one in (page.get_by_test_id("cells").get_attribute("data-ink") or "").split()]


def draw(page: Page, stroke: list[tuple[float, float]]) -> None:
    box = page.get_by_test_id("pad").bounding_box()
    assert box
    (x, y), *rest = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]
    page.mouse.move(x, y)
    page.mouse.down()
    for x, y in rest:
        page.mouse.move(x, y, steps=2)
    page.mouse.up()


def test_a_digit_drawn_with_the_mouse_is_read(page: Page) -> None:
    desk, trainer = trained(page, "digits", 8, "own")
    assert answer(page) == "–"
    draw(page, ARC)
    image = np.array(ink(page)).reshape(8, 8)
    # As the dataset has them: filling the height, with the mean ink of the real ones, open in the middle.
    assert image[0].max() > 0
    assert image[7].max() > 0
    assert image.mean() == pytest.approx(4.88, abs=0.5)
    assert image[3:5, 3:5].max() == 0
    shares = trainer.predict(image.reshape(1, 64) / 16)[0]
    expect_bars(page, shares)
    assert answer(page) == "0"
    assert shares.argmax() == 0
    expect(page.locator("[data-card=input] .caption")).to_have_text("own input")
    # The answer is live: it changes while training goes on.
    desk.epochs(1)
    expect_bars(page, trainer_of(desk).predict(image.reshape(1, 64) / 16)[0])
    page.get_by_role("button", name="Clear", exact=True).click()
    assert ink(page) == [0] * 64
    expect(page.get_by_test_id("own").get_by_test_id("prediction")).to_have_text("–")


def test_cells_are_painted_with_the_keys(page: Page) -> None:
    _, trainer = trained(page, "digits", 3, "own")
    cells = page.get_by_role("application", name=re.compile("What the network gets"))
    cells.focus()
    for key in ("ArrowUp", "Space", "ArrowRight", "Space", "ArrowDown", "+", "+"):
        page.keyboard.press(key)
    image = np.zeros((8, 8))
    image[2, 3] = image[2, 4] = 16
    image[3, 4] = 8
    assert ink(page) == image.ravel().tolist()
    expect(cells).to_contain_text("Row 4, column 5: ink 8 of 16")
    expect_bars(page, trainer.predict(image.reshape(1, 64) / 16)[0])
    page.keyboard.press("-")
    assert ink(page)[3 * 8 + 4] == 4
    page.keyboard.press("Delete")
    assert ink(page) == [0] * 64


def test_a_digit_is_drawn_with_a_finger_on_the_phone(new_context: NewContext) -> None:
    context = new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto("/e/digits")
    expect(page.get_by_test_id("connection")).to_have_text("Live")
    page.get_by_role("navigation").get_by_role("button", name="Output").tap()
    choose(page, "own")
    box = page.get_by_test_id("pad").bounding_box()
    assert box
    assert box["width"] >= 120
    finger = context.new_cdp_session(page)
    place = [{"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"]} for x, y in ARC]
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [place[0]]})
    for at in place[1:]:
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [at]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    image = np.array(ink(page)).reshape(8, 8)
    assert image.mean() == pytest.approx(4.88, abs=0.5)
    assert image[3:5, 3:5].max() == 0
    expect(page.get_by_test_id("own").get_by_test_id("prediction")).not_to_have_text("–")
    assert page.evaluate("document.querySelector('main').scrollTop") == 0
