"""One example at a time: the four strokes of a step on the drawing, with the numbers of the engine and of PyTorch."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import torch
from playwright.sync_api import Locator, Page, expect

from descent.document.parse import to_document
from descent.export.safetensors import read_safetensors
from descent.training.trainer import Trainer
from support.axe import findings
from support.desk import Desk, NewContext
from support.drawing import box, link

MINUS = "\N{MINUS SIGN}"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
NUMBER = re.compile(rf"{MINUS}?\d+(?:\.\d+)?")


def document() -> dict[str, Any]:
    nodes = [
        {"id": "input", "name": "Input", "layer": {"kind": "input"}, "x": 0.0, "y": 0.0},
        {
            "id": "hidden",
            "name": "Hidden",
            "layer": {"kind": "dense", "units": 3, "activation": "tanh"},
            "x": 300.0,
            "y": 0.0,
        },
        {"id": "output", "name": "Output", "layer": {"kind": "output"}, "x": 620.0, "y": 0.0},
    ]
    wires = [{"source": "input", "target": "hidden"}, {"source": "hidden", "target": "output"}]
    return {
        "network": {"nodes": nodes, "wires": wires},
        "data": {"dataset": {"kind": "moons", "points": 60}},
        "training": {
            "loss": {"kind": "binary_cross_entropy"},
            "optimizer": {"kind": "sgd"},
            "schedule": {"kind": "constant"},
            "learning_rate": 0.1,
        },
    }


def value(text: str) -> float:
    return float(text.replace(MINUS, "-").replace("+", ""))


def numbers(text: str) -> list[float]:
    return [value(found) for found in NUMBER.findall(text)]


def panel(page: Page) -> Locator:
    return page.get_by_test_id("strokes")


def written(page: Page) -> Locator:
    return page.get_by_test_id("strokes-written")


@pytest.fixture
def small(page: Page) -> Desk:
    """Two inputs, three units, one answer, untrained; in it the first training point."""
    page.goto(link(json.loads(to_document(document()).model_dump_json())))
    desk = Desk(page).ready()
    desk.button("One example").click()
    expect(page.get_by_test_id("strokes-example")).to_have_text("1 of 42, training")
    expect(page.locator('[data-edge="input hidden 0 0"]')).to_be_visible()
    return desk


class Peer:
    """The same network and point in PyTorch."""

    def __init__(self) -> None:
        trainer = Trainer(to_document(document()))
        self.p = {name: torch.tensor(w, requires_grad=True) for name, w in trainer.parameters().items()}
        self.x = torch.tensor(trainer.data.train.x[0])
        linear = torch.nn.functional.linear
        self.sums = linear(self.x, self.p["hidden.weight"], self.p["hidden.bias"])
        self.values = torch.tanh(self.sums)
        self.z = linear(self.values, self.p["output.weight"], self.p["output.bias"])
        for tensor in (self.sums, self.values, self.z):
            tensor.retain_grad()
        target = torch.tensor([float(trainer.data.train.y[0])])
        self.loss = torch.nn.functional.binary_cross_entropy_with_logits(self.z, target)
        self.loss.backward()


def test_the_numbers_on_the_drawing_are_those_of_pytorch(small: Desk) -> None:
    page, peer = small.page, Peer()

    def edge(key: str) -> float:
        return value(page.locator(f'[data-edge="{key}"]').inner_text())

    def unit(key: str) -> float:
        return value(page.locator(f'[data-spot="{key}"]').inner_text())

    for i in range(2):
        product = (peer.p["hidden.weight"][0, i] * peer.x[i]).item()
        assert edge(f"input hidden 0 {i}") == pytest.approx(product, rel=2e-3, abs=2e-3)
    for j in range(3):
        assert unit(f"hidden {j}") == pytest.approx(peer.values[j].item(), abs=0.0051)
    page.keyboard.press("ArrowRight")
    expect(written(page)).to_contain_text(f"Loss L = {peer.loss.item():.4f}")
    page.keyboard.press("ArrowRight")
    expect(page.locator('[data-edge="hidden output 0 0"]')).to_be_visible()
    assert peer.z.grad is not None
    assert peer.sums.grad is not None
    back = (peer.p["output.weight"][0, 0] * peer.z.grad[0]).item()
    assert edge("hidden output 0 0") == pytest.approx(back, rel=2e-3, abs=2e-3)
    assert unit("hidden 0") == pytest.approx(peer.sums.grad[0].item(), rel=0.06)
    page.keyboard.press("ArrowRight")
    expect(page.locator('[data-edge="input hidden 0 1"]')).to_be_visible()
    gradient = peer.p["hidden.weight"].grad
    assert gradient is not None
    for i in range(2):
        assert edge(f"input hidden 0 {i}") == pytest.approx(-0.1 * gradient[0, i].item(), rel=1e-2, abs=2e-5)


def test_every_equation_checks_out_to_its_last_digit(small: Desk) -> None:
    """Multiplied and added as printed, by hand: in whole units of the last digit."""
    page = small.page
    for _ in range(4):
        text = written(page).inner_text()
        for line in text.splitlines():
            if not line.startswith("Sum z ="):
                continue
            terms, total = line.removeprefix("Sum z =").rsplit("=", 1)
            signed = re.findall(rf"([+{MINUS}]?)\s*(\d+\.\d+)", terms)
            places = len(signed[0][1].split(".")[1])
            units = sum((-1 if sign == MINUS else 1) * round(float(size) * 10**places) for sign, size in signed)
            assert units == round(value(total.strip()) * 10**places), line
        for row in page.locator("[data-testid=strokes-written] dd").all_inner_texts():
            left, right = row.split("=")
            a, b = numbers(left.replace("(", "").replace(")", ""))
            places = len(right.strip().split(".")[1])
            assert round(a * b, places) == pytest.approx(value(right.strip()), abs=10**-places * 0.51), row
        page.keyboard.press("ArrowDown")
    bend = re.search(r"Sigmoid\((.+)\) = (.+)", written(page).inner_text())
    assert bend is None or round(torch.sigmoid(torch.tensor(value(bend[1]))).item(), 3) == round(value(bend[2]), 3)


def test_keys_alone_lead_in_through_and_out(page: Page) -> None:
    desk = Desk.open(page, "spiral")
    desk.play()
    page.evaluate("() => document.activeElement?.blur()")
    page.keyboard.press("s")
    expect(panel(page)).to_be_focused()
    expect(desk.button("Play")).to_be_visible()
    unit = page.get_by_test_id("strokes-unit")
    expect(unit).to_have_text("unit 1 of Dense 1")
    page.keyboard.press("ArrowDown")
    expect(unit).to_have_text("unit 2 of Dense 1")
    page.keyboard.press("ArrowUp")
    expect(unit).to_have_text("unit 1 of Dense 1")
    for name in ("Loss", "Backward", "Update"):
        page.keyboard.press("ArrowRight")
        expect(panel(page).locator("[aria-current=step]")).to_contain_text(name)
    expect(panel(page).get_by_role("status").first).to_have_text("Stroke 4 of 4, Update. unit 1 of Dense 1.")
    page.keyboard.press("ArrowLeft")
    expect(panel(page).locator("[aria-current=step]")).to_contain_text("Backward")
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()
    expect(desk.button("Pause")).to_be_visible()  # what was interrupted goes on
    desk.wait_for("step", desk.count("step") + 1)


def test_looking_leaves_training_where_it_was(small: Desk) -> None:
    page = small.page
    before = page.get_by_test_id("loss-train").inner_text()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    small.button("Leave").click()
    expect(page.get_by_test_id("step")).to_have_text("0")
    assert page.get_by_test_id("loss-train").inner_text() == before
    small.button("Play").click()
    small.wait_for("step", 1)


def test_a_step_that_is_applied_leaves_what_the_update_promised_and_can_be_taken_back(small: Desk) -> None:
    page, peer = small.page, Peer()

    def weights() -> dict[str, Any]:
        answer = page.request.get(f"/api/sessions/{small.session}/weights")
        assert answer.ok
        return dict(read_safetensors(answer.body()))

    first = weights()
    panel(page).get_by_role("button", name="4 Update").click()
    expect(page.locator('[data-edge="input hidden 0 0"]')).to_be_visible()
    promised = written(page).inner_text()
    panel(page).get_by_role("button", name="Apply").click()
    made = page.get_by_test_id("strokes-made")
    expect(made).to_have_text(
        re.compile(rf"^Step made with example 1: its loss {peer.loss.item():.4f} → \d\.\d{{4}}\.$")
    )
    expect(page.get_by_test_id("step")).to_have_text("1")
    for name, array in weights().items():
        gradient = peer.p[name].grad
        assert gradient is not None
        wanted = (peer.p[name] - 0.1 * gradient).detach().numpy()
        assert array == pytest.approx(wanted, rel=1e-4, abs=1e-7)
    expect(written(page)).not_to_have_text(promised)  # it shows the step that would come next
    panel(page).get_by_role("button", name="2 Loss").click()
    panel(page).get_by_role("button", name="4 Update").click()
    new = made.inner_text().removesuffix(".").split("→ ")[1]
    panel(page).get_by_role("button", name="2 Loss").click()
    expect(written(page)).to_contain_text(f"Loss L = {new}")

    panel(page).get_by_role("button", name="4 Update").click()
    panel(page).get_by_role("button", name="Take back").click()
    expect(page.get_by_test_id("step")).to_have_text("0")
    expect(made).to_be_empty()
    expect(panel(page).get_by_role("button", name="Take back")).to_be_disabled()
    expect(panel(page).get_by_role("button", name="Take back")).to_be_focused()
    again = weights()
    assert all((again[name] == array).all() for name, array in first.items())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_any_stroke(new_context: NewContext, theme: str) -> None:
    page = new_context(color_scheme=theme, reduced_motion="reduce").new_page()
    desk = Desk.open(page, "spiral")
    desk.button("One example").click()
    for name in ("1 Forward", "2 Loss", "3 Backward", "4 Update"):
        panel(page).get_by_role("button", name=name).click()
        expect(panel(page).locator("[aria-current=step]")).to_contain_text(name)
        expect(written(page).locator("p").first).not_to_have_text("Waiting for the numbers.")
        assert findings(page) == []
    panel(page).get_by_role("button", name="Apply").click()
    expect(page.get_by_test_id("strokes-made")).to_contain_text("Step made with example 1")
    assert findings(page) == []


def test_a_validation_example_teaches_nothing(small: Desk) -> None:
    page = small.page
    chart = page.get_by_role("application", name="What the network says")
    example, side = page.get_by_test_id("strokes-example"), box(chart)["width"]
    panel(page).get_by_role("button", name="4 Update").click()
    for place in range(1, 40):
        chart.click(position={"x": side * (place % 7 + 1) / 9, "y": side * (place // 7 + 1) / 9})
        if "validation" in example.inner_text():
            break
    expect(example).to_contain_text("validation")
    apply = panel(page).get_by_role("button", name="Apply")
    expect(apply).to_be_disabled()
    apply.click(force=True)
    expect(page.get_by_test_id("step")).to_have_text("0")


def test_a_click_on_the_map_chooses_the_point_and_buttons_the_next(small: Desk) -> None:
    page = small.page
    example = page.get_by_test_id("strokes-example")
    panel(page).get_by_role("button", name="Next example").click()
    expect(example).to_have_text("2 of 42, training")
    panel(page).get_by_role("button", name="Previous example").click()
    expect(example).to_have_text("1 of 42, training")
    page.get_by_role("application", name="What the network says").click(position={"x": 10, "y": 10})
    expect(example).not_to_have_text("1 of 42, training")
    panel(page).get_by_role("button", name="Random example").click()
    expect(page.locator('[data-edge="input hidden 0 0"]')).to_be_visible()


def test_pressing_play_leaves_too(small: Desk) -> None:
    small.play()
    expect(panel(small.page)).to_be_hidden()


def test_a_phone_has_room_for_drawing_and_equations(new_context: NewContext) -> None:
    page = new_context(**PHONE).new_page()
    page.goto("/e/spiral")
    Desk(page).wait_for_rest()
    page.get_by_role("button", name="One example").tap()
    expect(panel(page)).to_be_in_viewport()
    for button in panel(page).get_by_role("button").all():
        assert box(button)["height"] >= 44
    panel(page).get_by_role("button", name="2 Loss").tap()
    expect(written(page)).to_contain_text("Loss L =")
    assert page.evaluate("() => document.documentElement.scrollWidth") == 390
    panel(page).get_by_role("button", name="Leave").tap()
    expect(panel(page)).to_be_hidden()
