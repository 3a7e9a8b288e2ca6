"""The views of the output say what `predict` and scikit-learn say of the same weights, by pointer and by keyboard.

Long because there is a part for each of the nine views, and they share how a view is chosen and a trainer is asked.
"""

from __future__ import annotations

import json
import re
from typing import Any, Literal

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect
from sklearn import metrics
from sklearn.calibration import calibration_curve

from descent import Document, Trainer
from descent.export.safetensors import read_safetensors
from e2e.test_panels_axe import findings
from support.desk import Desk, NewContext, number

SPLITS: tuple[Literal["train", "validation"], ...] = ("train", "validation")
VIEWS = {
    "spiral": ("map", "surface", "confusion", "curves", "calibration", "worst", "own"),
    "hills": ("map", "surface", "scatter", "residuals", "worst", "own"),
    "iris": ("confusion", "curves", "calibration", "worst", "own"),
    "diabetes": ("scatter", "residuals", "worst", "own"),
    "digits": ("confusion", "curves", "calibration", "worst", "own"),
}


def switch(page: Page) -> Locator:
    return page.get_by_label("View of the output")


def choose(page: Page, view: str) -> None:
    """A view, once it is there."""
    switch(page).select_option(view)
    expect(page.locator(".output")).to_have_attribute("data-view", view)
    expect(page.get_by_text("Fetching the view")).to_have_count(0)


def output(page: Page) -> Locator:
    return page.locator("section", has=switch(page))


def trainer_of(desk: Desk) -> Trainer:
    """The library's trainer with the session's document and weights."""
    trainer = Trainer(Document.model_validate(desk.document()))
    answer = desk.page.request.get(f"/api/sessions/{desk.session}/weights")
    trainer.load_parameters(read_safetensors(answer.body()))
    return trainer


def trained(page: Page, example: str, epochs: int, view: str) -> tuple[Desk, Trainer]:
    desk = Desk.open(page, example)
    desk.epochs(epochs)
    choose(page, view)
    return desk, trainer_of(desk)


def points(trainer: Trainer, split: str) -> Any:
    return trainer.data.train if split == "train" else trainer.data.validation


# Curves


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
    limit, false_rate, true_rate = (number(text.rstrip("%\u202f ")) for text in cells.all_inner_texts())
    # Half way and a step: the place is on the curve of the training points, at the limit that is said.
    values, truth = trainer.predict(trainer.data.train.raw)[:, 1], trainer.data.train.y == 1
    picked = values >= limit - 0.0006
    assert 100 * np.mean(picked[~truth]) == pytest.approx(false_rate, abs=2)
    assert 100 * np.mean(picked[truth]) == pytest.approx(true_rate, abs=2)
    assert false_rate == pytest.approx(52, abs=6)
    expect(chart).to_have_attribute("aria-valuetext", re.compile("picked from"))
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("area-train")).to_be_visible()
    chart.hover(position={"x": 3, "y": 60})
    expect(cells).to_have_count(3)


# Calibration


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


# Numbers


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


# Worst points


@pytest.mark.parametrize("example", ["digits", "iris", "diabetes", "spiral"])
def test_the_worst_examples_are_those_with_the_greatest_losses(page: Page, example: str) -> None:
    _, trainer = trained(page, example, 3, "worst")
    losses = trainer.losses("validation")
    rows = np.argsort(-losses, kind="stable")[:12]
    buttons = page.get_by_test_id("worst").get_by_role("button")
    expect(buttons).to_have_count(len(rows))
    for button, row in zip(buttons.all(), rows, strict=True):
        told = button.locator(".unseen").text_content() or ""
        printed = re.search(r"loss ([\d.e−]+)\.", told)
        assert printed, told
        # Of points with nearly the same loss either may come first.
        assert number(printed[1].removesuffix(".")) == pytest.approx(float(losses[row]), rel=0.06, abs=6e-5)


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


# Own input


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


# The surface


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
    found = re.search(r"Highest (\S+) at x1 (\S+), x2 (\S+); lowest (\S+) ", words.text_content() or "")
    assert found
    high, x1, x2, low = map(number, found.groups())
    limit = float(np.abs(said).max())
    assert high == pytest.approx(said.max(), abs=limit / 100 + 0.01)
    assert low == pytest.approx(said.min(), abs=limit / 100 + 0.01)
    near = trainer.predict(np.array([[x1, x2]]))[0, 0]
    assert near == pytest.approx(said.max(), abs=limit / 20)


def test_the_words_of_the_map_say_how_much_is_each_classs(page: Page) -> None:
    desk = Desk.open(page, "rings")
    desk.epochs(3)
    trainer = trainer_of(desk)
    middles = -6 + (np.arange(100) + 0.5) * 12 / 100
    grid = np.array([[x1, x2] for x2 in middles for x1 in middles], np.float32)
    shares = np.bincount(trainer.predict(grid).argmax(1), minlength=5) / len(grid)
    told = page.get_by_test_id("map-words")
    expect(told).to_contain_text("class E")
    found = [float(one) for one in re.findall(r"class \w (\d+)", told.text_content() or "")]
    assert found == pytest.approx((100 * shares).tolist(), abs=1.5)


# The switch

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


# Small things


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
