"""Views that judge the answers say what scikit-learn says of the same weights, by pointer and by keyboard."""

from __future__ import annotations

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from sklearn import metrics
from sklearn.calibration import calibration_curve

from support.desk import number
from support.outputs import SPLITS, output, points, trained
from support.until import until


@pytest.mark.parametrize("example", ["spiral", "iris"])
def test_areas_under_the_curves_are_scikit_learns(page: Page, example: str) -> None:
    _, trainer = trained(page, example, 3, "curves")
    classes = trainer.data.spec.classes
    positive = len(classes) - 1
    page.get_by_label("Class against the rest").select_option(str(positive))
    for kind, score in (("ROC", metrics.roc_auc_score), ("Precision, recall", metrics.average_precision_score)):
        page.get_by_role("radio", name=kind).check(force=True)
        for split in SPLITS:
            of = points(trainer, split)
            area = score(of.y == positive, trainer.predict(of.raw)[:, positive])
            expect(page.get_by_test_id(f"area-{split}")).to_have_text(f"{area:.3f}")


def test_a_curve_is_read_by_pointer_and_by_keys(page: Page) -> None:
    _, trainer = trained(page, "spiral", 3, "curves")
    chart = page.get_by_role("slider", name=re.compile("ROC curve of class B"))
    chart.focus()
    page.keyboard.press("ArrowRight")
    rows = page.get_by_test_id("areas").locator("tbody tr")
    cells = rows.nth(0).locator("td")
    expect(cells).to_have_count(3)
    values, truth = trainer.predict(trainer.data.train.raw)[:, 1], trainer.data.train.y == 1

    def look() -> None:
        # Half way and a step: the place is on the curve of the training points, at the limit that is said.
        texts = [text.rstrip("%\u202f ") for text in cells.all_inner_texts()]
        assert "–" not in texts
        limit, false_rate, true_rate = map(number, texts)
        picked = values >= limit - 0.0006
        assert 100 * np.mean(picked[~truth]) == pytest.approx(false_rate, abs=2)
        assert 100 * np.mean(picked[truth]) == pytest.approx(true_rate, abs=2)
        assert false_rate == pytest.approx(52, abs=6)

    until(page, look)
    expect(chart).to_have_attribute("aria-valuetext", re.compile("picked from"))
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("area-train")).to_be_visible()
    chart.hover(position={"x": 3, "y": 60})
    expect(cells).to_have_count(3)


@pytest.mark.parametrize(("example", "positive"), [("spiral", 1), ("iris", None), ("digits", 8)])
def test_calibration_is_scikit_learns(page: Page, example: str, positive: int | None) -> None:
    _, trainer = trained(page, example, 4, "calibration")
    if positive is not None:
        page.get_by_label("Share of").select_option(str(positive))
    of = points(trainer, "validation")
    shares = trainer.predict(of.raw).astype(float)
    said = shares.max(1) if positive is None else shares[:, positive]
    true = shares.argmax(1) == of.y if positive is None else of.y == positive
    right, mean = calibration_curve(true, said, n_bins=10)
    counts = np.bincount(np.searchsorted(np.linspace(0, 1, 11)[1:-1], said), minlength=10)
    error = np.sum(counts[counts > 0] / len(said) * np.abs(right - mean))
    expect(page.get_by_test_id("calibration-error")).to_have_text(
        f"Expected calibration error {100 * error:.1f}\u202f%"
    )
    rows = page.get_by_test_id("calibration-bins").locator("tr")
    told = iter(zip(mean, right, strict=True))
    for row, count in zip(rows.all(), counts, strict=True):
        cells = [text.replace("\u202f", "") for text in row.locator("td").all_text_contents()]
        if count:
            share, hits = next(told)
            assert cells == [str(count), f"{100 * share:.1f}%", f"{100 * hits:.1f}%"]
        else:
            assert cells == ["0", "–", "–"]


def test_a_bin_is_read_with_the_arrow_keys(page: Page) -> None:
    trained(page, "iris", 4, "calibration")
    page.get_by_role("slider", name=re.compile("Reliability")).focus()
    for _ in range(9):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_test_id("calibration-error")).to_have_text(re.compile(r"^90–100\s%: "))
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("calibration-error")).to_contain_text("Expected calibration error")


@pytest.mark.parametrize("example", ["diabetes", "hills"])
def test_residuals_are_true_minus_predicted(page: Page, example: str) -> None:
    _, trainer = trained(page, example, 3, "residuals")
    for split, name in zip(SPLITS, ("Training", "Validation"), strict=True):
        output(page).get_by_role("radio", name=name).check(force=True)
        of = points(trainer, split)
        truth, said = trainer.data.decode(of.y), trainer.predict(of.raw)[:, 0]
        rms, mean = metrics.root_mean_squared_error(truth, said), float(np.mean(truth.astype(float) - said))
        page.wait_for_function(
            """([mean, rms]) => {
              const cells = [...document.querySelectorAll('[data-testid=residual-numbers] dd')];
              const [m, r] = cells.map((one) => Number(one.textContent.replace('\u2212', '-').replace(/\\s/g, '')));
              return Math.abs(r - rms) < 0.006 * rms && Math.abs(m - mean) < 0.006 * Math.abs(mean) + 0.0001 * rms;
            }""",
            arg=[mean, float(rms)],
        )
        expect(page.get_by_role("img", name=re.compile("True minus predicted"))).to_be_visible()


def test_numbers_of_the_plane_have_a_scatter_plot(page: Page) -> None:
    trained(page, "hills", 1, "scatter")
    expect(page.get_by_role("img", name=re.compile("Predicted against true height"))).to_be_visible()


@pytest.mark.parametrize("example", ["digits", "iris", "diabetes", "spiral"])
def test_the_worst_examples_are_those_with_the_greatest_losses(page: Page, example: str) -> None:
    _, trainer = trained(page, example, 3, "worst")
    losses = trainer.losses("validation")
    rows = np.argsort(-losses, kind="stable")[:12]
    buttons = page.get_by_test_id("worst").get_by_role("button")
    expect(buttons).to_have_count(len(rows))

    def look() -> None:
        for button, row in zip(buttons.all(), rows, strict=True):
            told = button.locator(".unseen").text_content() or ""
            printed = re.search(r"loss ([\d.e−]+)\.", told)
            assert printed, told
            # Of points with nearly the same loss either may come first.
            assert number(printed[1].removesuffix(".")) == pytest.approx(float(losses[row]), rel=0.06, abs=6e-5)

    until(page, look)


def test_pressing_a_worst_example_puts_it_on_the_cards(page: Page) -> None:
    _, trainer = trained(page, "digits", 3, "worst")
    worst = int(np.argmax(trainer.losses("validation")))
    first = page.get_by_test_id("worst").get_by_role("button").first
    first.focus()
    page.keyboard.press("Enter")
    expect(first).to_have_attribute("aria-pressed", "true")
    truth = int(trainer.data.validation.y[worst])
    expect(page.locator("[data-card=input] .caption")).to_have_text(f"This one is “{truth}”")
    shares = trainer.predict(trainer.data.validation.raw[worst][None])[0]
    expect(page.locator("[data-card=output] .bar-number").nth(int(shares.argmax()))).to_have_text(
        f"{100 * shares.max():.1f}\u202f%"
    )


def test_a_worst_point_of_the_plane_is_marked_in_every_map(page: Page) -> None:
    _, trainer = trained(page, "spiral", 3, "worst")
    x1, x2 = trainer.data.validation.raw[int(np.argmax(trainer.losses("validation")))]
    page.get_by_test_id("worst").get_by_role("button").first.click()
    tiles = page.locator("[data-card] [data-unit]")
    spots = page.locator("[data-card] .spot")
    expect(spots).to_have_count(tiles.count())
    tile, spot = tiles.first.bounding_box(), spots.first.bounding_box()
    assert tile
    assert spot
    across = (spot["x"] + spot["width"] / 2 - tile["x"]) / tile["width"]
    down = (spot["y"] + spot["height"] / 2 - tile["y"]) / tile["height"]
    assert 12 * across - 6 == pytest.approx(float(x1), abs=0.15)
    assert 6 - 12 * down == pytest.approx(float(x2), abs=0.15)
