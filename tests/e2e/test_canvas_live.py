"""What is painted is what the engine has: weights under the pointer, neurons' maps, the step in slow motion."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from descent import Document, Trainer
from descent.export.safetensors import read_safetensors
from support.desk import Desk, number
from support.drawing import Drawing, box, link, middle

TILE = 50
MINUS = "\u2212"


@pytest.fixture
def drawing(page: Page) -> Drawing:
    return Drawing.open(page, "spiral")


def trained(drawing: Drawing, epochs: int = 30) -> dict[str, Any]:
    """Trains for a while and rests; gives the weights as the server offers them for download."""
    drawing.desk.play()
    drawing.desk.wait_for("epoch", epochs)
    drawing.desk.pause()
    answer = drawing.page.request.get(f"/api/sessions/{drawing.desk.session}/weights")
    assert answer.ok
    return dict(read_safetensors(answer.body()))


def point_at_edge(drawing: Drawing, source: tuple[str, int], target: tuple[str, int]) -> None:
    """The pointer onto the middle of the edge between two units that lie at one height."""
    a, b = drawing.unit(*source), drawing.unit(*target)
    (ax, ay), (bx, _) = middle(a), middle(b)
    drawing.page.mouse.move((ax + bx) / 2, ay)


def test_the_weight_under_the_pointer_is_the_engines_and_stays_live(drawing: Drawing) -> None:
    weights = trained(drawing)
    point_at_edge(drawing, ("Dense 1", 1), ("Dense 2", 1))
    value = drawing.page.get_by_test_id("weight-value")
    expect(value).to_have_text(re.compile(rf"^{MINUS}?\d+\.\d{{4}}$"))
    expect(drawing.page.get_by_text("unit 1 of Dense 1 → unit 1 of Dense 2")).to_be_visible()
    dense = drawing.node("Dense 2")["id"]
    assert number(value.inner_text()) == pytest.approx(weights[f"{dense}.weight"][0, 0], abs=6e-5)

    resting = value.inner_text()
    drawing.page.keyboard.press("Space")
    expect(value).not_to_have_text(resting)


def test_a_neurons_map_on_the_screen_is_what_the_library_predicts(drawing: Drawing) -> None:
    weights = trained(drawing)
    trainer = Trainer(Document.model_validate(drawing.desk.document()))
    trainer.load_parameters(weights)
    extent = 6.0
    along = (np.arange(TILE) + 0.5) / TILE * 2 * extent - extent
    grid = np.stack([np.tile(along, TILE), np.repeat(-along, TILE)], axis=1).astype(np.float32)
    node = drawing.node("Dense 3")["id"]
    predicted = np.asarray(trainer.observe(grid)[node])[2].reshape(TILE, TILE)

    shown = pixels(drawing, "Dense 3", 2)
    blue_minus_red = shown[..., 2].astype(int) - shown[..., 0].astype(int)
    inner = (slice(4, -4), slice(4, -4))
    clear = np.abs(predicted) > 0.15 * np.abs(predicted).max()
    agree = (blue_minus_red > 0) == (predicted > 0)
    assert agree[inner][clear[inner]].mean() > 0.99
    assert np.corrcoef(blue_minus_red[inner].ravel(), predicted[inner].ravel())[0, 1] > 0.95


def pixels(drawing: Drawing, name: str, unit: int) -> np.ndarray:
    """The picture of a unit as it stands on the card's canvas, (TILE, TILE, 4)."""
    values = drawing.card(name).evaluate(
        """(card, [unit, side]) => {
            const canvas = card.querySelector('canvas');
            const tile = card.querySelector(`[data-unit="${unit}"]`);
            const x = Math.round(parseFloat(tile.style.left)), y = Math.round(parseFloat(tile.style.top));
            return [...canvas.getContext('2d').getImageData(x, y, side, side).data];
        }""",
        [unit, TILE],
    )
    return np.array(values, dtype=np.uint8).reshape(TILE, TILE, 4)


def test_hovering_a_neuron_shows_its_view_in_the_output_and_leaving_restores_it(drawing: Drawing) -> None:
    page = drawing.page
    panel = page.get_by_role("complementary").last
    drawing.unit("Dense 2", 3).hover()
    expect(panel.get_by_role("heading", name="Dense 2, unit 3")).to_be_visible()
    page.mouse.move(*drawing.between("Dense 3", "Output"))
    expect(panel.get_by_role("heading", name="Output", exact=True)).to_be_visible()


def test_a_selected_neuron_lists_its_weights_the_largest_first(drawing: Drawing) -> None:
    weights = trained(drawing)
    drawing.unit("Dense 2", 4).click()
    inspector = drawing.page.get_by_test_id("inspector")
    expect(inspector.get_by_role("heading", name="Unit 4 of Dense 2")).to_be_visible()
    rows = inspector.get_by_role("row")
    expect(rows).to_have_count(9)  # eight inputs and the bias
    dense = drawing.node("Dense 2")["id"]
    row = weights[f"{dense}.weight"][3]
    largest = int(np.argmax(np.abs(row)))
    expect(rows.first).to_contain_text(f"unit {largest + 1} of Dense 1")
    printed = number(rows.first.get_by_role("cell").last.inner_text())
    assert printed == pytest.approx(row[largest], abs=0.03)  # seen rounded to 8 bits, printed with two decimals


def test_a_single_step_shows_its_activations_and_gradients_on_their_way(drawing: Drawing) -> None:
    drawing.desk.button("Step").click()
    legend = drawing.page.get_by_text("activation, forward")
    expect(legend).to_be_visible()
    expect(legend).to_be_hidden()


def test_without_motion_a_step_stands_still_beside_its_edges(drawing: Drawing) -> None:
    page = drawing.page
    page.emulate_media(reduced_motion="reduce")
    page.reload()
    drawing.desk.ready()
    drawing.desk.button("Step").click()
    expect(page.get_by_text("activation, forward")).to_be_visible()
    first = overlay(page)
    drawing.desk.button("Step").click()
    expect(page.get_by_test_id("step")).to_have_text("2")
    expect(page.get_by_text("activation, forward")).to_be_visible()
    page.wait_for_function("first => document.querySelector('canvas.edges').toDataURL() !== first", arg=first)


def overlay(page: Page) -> str:
    return page.locator("canvas.edges").evaluate("canvas => canvas.toDataURL()")


def test_nothing_moves_while_training_rests(drawing: Drawing) -> None:
    trained(drawing, epochs=2)
    page = drawing.page
    expect(page.get_by_text("activation, forward")).to_be_hidden()
    frames = """() => new Promise(done => {
        let n = 0;
        const next = () => (++n > 30 ? done(true) : requestAnimationFrame(next));
        next();
    })"""
    page.evaluate(frames)
    before = overlay(page)
    page.evaluate(frames)
    assert overlay(page) == before


def test_real_digits_show_a_real_image_its_weights_as_pictures_and_the_answer(page: Page) -> None:
    drawing = Drawing.open(page, "digits")
    drawing.desk.play()
    drawing.desk.wait_for("epoch", 5)
    expect(drawing.card("Dense 1").locator("[data-unit]")).to_have_count(64)
    truth = drawing.card("Input").locator(".caption").inner_text()
    digit = re.search(r"\d", truth)
    assert digit is not None
    winner = drawing.card("Output").locator(".winner .name")
    expect(winner).to_have_text(digit.group())
    drawing.card("Input").get_by_role("button", name="Next example").click()
    expect(drawing.card("Input")).to_contain_text("2")


def test_more_weights_than_can_be_told_apart_are_a_matrix_that_can_be_read(page: Page) -> None:
    document = page.request.get("/api/examples/spiral").json()["document"]
    for node in document["network"]["nodes"][1:3]:
        node["layer"]["units"] = 100
    page.goto(link(document))
    drawing = Drawing(Desk(page))
    expect(drawing.card("Dense 2").locator("[data-unit]")).to_have_count(100)
    card = drawing.card("Dense 1")
    header = box(card.locator("header"))["height"] / box(card)["height"]
    x, y = drawing.between("Dense 1", "Dense 2", (1 + header) / 2)
    value = page.get_by_test_id("weight-value")
    for step in range(200):  # a hand is never quite still: the weights may come after the pointer
        page.mouse.move(x + step % 2, y)
        page.evaluate("() => new Promise(requestAnimationFrame)")
        if value.is_visible():
            break
    expect(value).to_have_text(re.compile(rf"^{MINUS}?0\.\d{{4}}$"))
    expect(page.get_by_text(re.compile(r"unit \d+ of Dense 1 → unit \d+ of Dense 2"))).to_be_visible()


def test_a_layer_too_large_to_send_whole_has_a_picture_whose_cells_say_what_they_stand_for(page: Page) -> None:
    document = page.request.get("/api/examples/digits").json()["document"]
    first, second = [node for node in document["network"]["nodes"] if node["layer"]["kind"] == "dense"][:2]
    first["layer"]["units"], second["layer"]["units"] = 1024, 512
    page.goto(link(document))
    drawing = Drawing(Desk(page).ready())
    drawing.desk.button("Step").click()
    expect(page.get_by_test_id("step")).to_have_text("1")
    expect(page.get_by_text("large layer: the strongest weight of each block")).to_be_visible()
    answer = page.request.get(f"/api/sessions/{drawing.desk.session}/weights")
    weights = dict(read_safetensors(answer.body()))[f"{second['id']}.weight"]
    assert weights.size > 262_144
    drawing.desk.wait_for_rest()

    a, b = drawing.card(first["name"]), drawing.card(second["name"])
    tops = [box(card)["y"] + box(card.locator("header"))["height"] for card in (a, b)]
    bottoms = [box(card)["y"] + box(card)["height"] for card in (a, b)]
    x, y = drawing.between(first["name"], second["name"])[0], (min(tops) + max(bottoms)) / 2
    value = page.get_by_test_id("weight-value")
    block = page.get_by_text(re.compile(r"^strongest of \d+ weights: [\d\s]+–[\d\s]+ → [\d\s]+–[\d\s]+$"))
    for step in range(200):  # a hand is never quite still: the weights may come after the pointer
        page.mouse.move(x + step % 2, y)
        page.evaluate("() => new Promise(requestAnimationFrame)")
        if value.is_visible():
            break
    which = page.get_by_text(re.compile(rf"unit [\d\s]+ of {first['name']} → unit [\d\s]+ of {second['name']}"))
    expect(which).to_be_visible()
    counted, left, right, top, bottom = (
        int(re.sub(r"\s", "", one)) for one in re.findall(r"\d[\d\s]*", block.inner_text())
    )
    meant = weights[top - 1 : bottom, left - 1 : right]
    assert meant.size == counted > 1
    strongest = meant.ravel()[np.abs(meant).argmax()]
    assert number(value.inner_text()) == pytest.approx(strongest, abs=6e-5)
    source, unit = (int(re.sub(r"\s", "", one)) for one in re.findall(r"unit ([\d\s]+) of", which.inner_text()))
    assert weights[unit - 1, source - 1] == strongest
    page.mouse.click(x + step % 2, y)
    expect(page.get_by_test_id("weight-field")).to_have_value(re.compile(r"\d\.\d{4}$"))
    ends = [re.sub(r"\s", "", one) for one in re.findall(r"unit ([\d\s]+) of", page.get_by_role("dialog").inner_text())]
    assert ends == [str(source), str(unit)], "the strongest of the block is the one to edit"
    page.keyboard.press("Escape")

    # The picture is there: both signs show in its colours.
    red_minus_blue = picture_at(page, x, y)
    assert red_minus_blue.max() > 30 > -30 > red_minus_blue.min()


def picture_at(page: Page, x: float, y: float) -> np.ndarray:
    """Red minus blue of the canvas of the edges, in a square of 20 around a point of the page."""
    values = page.locator("canvas.edges").evaluate(
        """(canvas, [x, y]) => {
            const { left, top, width } = canvas.getBoundingClientRect();
            const k = canvas.width / width;
            const side = Math.round(20 * k);
            const [px, py] = [(x - left - 10) * k, (y - top - 10) * k];
            return [...canvas.getContext('2d').getImageData(px, py, side, side).data];
        }""",
        [x, y],
    )
    pixels = np.array(values, dtype=int).reshape(-1, 4)
    return pixels[:, 0] - pixels[:, 2]
