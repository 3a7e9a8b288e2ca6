"""What comes out: the map answers where one points, matrices are the engine's, units take the output's place."""

from __future__ import annotations

import re

import numpy as np
from playwright.sync_api import Page, expect

from descent import Document, Trainer
from descent.export.safetensors import read_safetensors
from support.browser import Complaints
from support.desk import Desk


def reading_at(page: Page, across: float, down: float) -> tuple[float, float, str]:
    """Points at a place of the map (shares of its width and height); x1, x2 and what is said there, once it is."""
    box = page.get_by_test_id("decision-map").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + across * box["width"], box["y"] + down * box["height"])
    # The map shows −6 … 6 on both axes, the largest x2 at the top.
    x1, x2, says = page.wait_for_function(
        r"""([x1, x2]) => {
          const text = document.querySelector('[data-testid=reading]')?.innerText.replaceAll('\u2212', '-') ?? '';
          const [, at1, at2, says] = text.match(/x\s*1\s+(\S+)\s+x\s*2\s+(\S+)\s+(.+)/) ?? [];
          const there = Math.abs(at1 - x1) < 0.06 && Math.abs(at2 - x2) < 0.06 && says !== '–';
          return there && [Number(at1), Number(at2), says];
        }""",
        arg=[12 * across - 6, 6 - 12 * down],
    ).json_value()
    return x1, x2, says


def trainer_of(desk: Desk) -> Trainer:
    """The library's trainer with the session's document and weights."""
    trainer = Trainer(Document.model_validate(desk.document()))
    answer = desk.page.request.get(f"/api/sessions/{desk.session}/weights")
    trainer.load_parameters(read_safetensors(answer.body()))
    return trainer


def test_a_point_under_the_pointer_says_what_predict_says(page: Page) -> None:
    desk = Desk.open(page)
    desk.play()
    desk.wait_for("epoch", 60)
    desk.pause()
    trainer = trainer_of(desk)
    for across, down in [(0.3, 0.6), (0.7, 0.2), (0.5, 0.5)]:
        x1, x2, says = reading_at(page, across, down)
        share = float(trainer.predict(np.array([[x1, x2]]))[0, 1])
        expected = f"class {'B' if share > 0.5 else 'A'}, {100 * max(share, 1 - share):.1f}\u202f%"
        assert says == expected
    page.mouse.move(0, 0)
    expect(page.get_by_test_id("reading")).to_have_count(0)


def test_arrow_keys_ask_the_map_too(page: Page) -> None:
    desk = Desk.open(page)
    page.get_by_role("application", name=re.compile("What the network says")).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowUp")
    reading = page.get_by_test_id("reading")
    expect(reading).to_contain_text("0.25")
    expect(reading).to_contain_text("1.00")
    expect(reading.locator("b")).to_contain_text("class")
    page.keyboard.press("Escape")
    expect(reading).to_have_count(0)
    assert desk.info()["step"] == 0


def test_a_unit_under_the_pointer_takes_the_place_of_the_output(page: Page) -> None:
    Desk.open(page)
    page.locator("[data-card=dense1] [data-unit]").nth(2).hover()
    expect(page.get_by_role("heading", name="Dense 1, unit 3")).to_be_visible()
    page.mouse.move(0, 0)
    expect(page.get_by_role("heading", name="Output", exact=True, level=2)).to_be_visible()


def test_the_confusion_matrix_of_the_digits_is_that_of_predict(page: Page) -> None:
    desk = Desk.open(page, "digits")
    desk.epochs(3)
    trainer = trainer_of(desk)
    validation = trainer.data.validation
    predicted = trainer.predict(validation.raw).argmax(axis=1)
    expected = np.zeros((10, 10), int)
    np.add.at(expected, (validation.y.astype(int), predicted), 1)
    cells = page.get_by_test_id("confusion").locator("td.cell")
    page.wait_for_function(
        "expected => [...document.querySelectorAll('[data-testid=confusion] td.cell')]"
        ".map(cell => Number(cell.textContent || 0)).join() === expected",
        arg=",".join(map(str, expected.ravel())),
    )
    expect(cells).to_have_count(100)
    accuracy = 100 * expected.trace() / expected.sum()
    expect(page.get_by_test_id("scores")).to_contain_text(f"{accuracy:.1f}\u202f%")


def test_an_example_shows_its_image_and_how_sure_the_network_is(page: Page) -> None:
    desk = Desk.open(page, "digits")
    desk.epochs(3)
    trainer = trainer_of(desk)
    sample = page.get_by_test_id("sample")
    for index in range(3):
        expect(sample).to_contain_text(f"{index + 1} of 539")
        shares = trainer.predict(trainer.data.validation.raw[index : index + 1])[0]
        expect(page.get_by_test_id("prediction")).to_have_text(str(shares.argmax()))
        expect(sample.locator("li.winner .value")).to_have_text(f"{100 * shares.max():.1f}\u202f%")
        sample.get_by_role("button", name="Next example").click()
    sample.get_by_role("button", name="Previous example").click()
    expect(sample).to_contain_text("3 of 539")


def test_regression_shows_predicted_against_true_and_its_metrics(page: Page) -> None:
    desk = Desk.open(page, "diabetes")
    desk.play()
    desk.wait_for("epoch", 5)
    desk.pause()
    expect(page.get_by_role("img", name=re.compile("Predicted against true"))).to_be_visible()
    expect(page.get_by_test_id("scores")).to_contain_text("Mean absolute error")
    page.get_by_role("radio", name="Training").check(force=True)
    drawn = page.get_by_test_id("scatter").locator("canvas")
    page.wait_for_function(
        "canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(byte => byte > 0)",
        arg=drawn.element_handle(),
    )


def test_many_classes_have_shapes_as_well_as_colours(page: Page) -> None:
    Desk.open(page, "rings")
    legend = page.get_by_role("region", name="Output").locator("ul").first
    shapes = legend.locator("path").evaluate_all("paths => paths.map(path => path.getAttribute('d'))")
    assert len(shapes) == 6
    assert len(set(shapes[:5])) == 5


def test_the_map_stays_while_a_setting_is_dragged(page: Page, complaints: Complaints) -> None:
    """Every change makes a new document; none of them may blank the picture, not even for one frame."""
    desk = Desk.open(page)
    complaints.allow("getImageData are faster")
    desk.epochs(1)
    blank = page.evaluate(
        """async () => {
          const canvas = document.querySelector('[data-testid=decision-map]');
          const pixel = () => canvas.getContext('2d').getImageData(60, 60, 1, 1).data.join();
          const slider = [...document.querySelectorAll('input[type=range]')].at(-1);
          const [shown, seen] = [pixel(), new Set()];
          for (let frame = 0; frame < 30; frame++) {
            slider.value = String(0.3 + frame / 100);
            slider.dispatchEvent(new Event('input', { bubbles: true }));
            await new Promise(requestAnimationFrame);
            seen.add(pixel());
          }
          slider.dispatchEvent(new Event('change', { bubbles: true }));
          return [...seen].filter(one => one !== shown);
        }"""
    )
    assert blank == []
