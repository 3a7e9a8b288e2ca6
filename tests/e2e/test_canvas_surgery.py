"""Changing the architecture of a network that has learnt, on the page: what it says stays, and training goes on."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from descent import Document, Trainer
from support.desk import Desk
from support.drawing import Drawing, link
from support.until import until
from support.weights import weights


def open_relu(page: Page) -> Drawing:
    """Two spirals with ReLU layers."""
    document = page.request.get("/api/examples/spiral").json()["document"]
    for node in document["network"]["nodes"][1:4]:
        node["layer"]["activation"] = "relu"
    page.goto(link(document))
    drawing = Drawing(Desk(page).ready())
    drawing.desk.play()
    drawing.desk.wait_for("epoch", 5)
    return drawing


def answers(drawing: Drawing, parameters: set[str] | None = None) -> np.ndarray[Any, Any]:
    """What the network says all over the plane, by the library with the server's document and weights.

    `parameters`: waits until the training has these; an edit is answered before it is in effect.
    """

    def look() -> dict[str, np.ndarray[Any, Any]]:
        found = weights(drawing)
        assert parameters is None or set(found) == parameters
        return found

    found = until(drawing.page, look)
    trainer = Trainer(Document.model_validate(drawing.desk.document()))
    trainer.load_parameters(found)
    along = np.linspace(-6, 6, 30, dtype=np.float32)
    return trainer.predict(np.stack(np.meshgrid(along, along), axis=-1).reshape(-1, 2))


@pytest.mark.parametrize("paused", [True, False], ids=["paused", "running"])
def test_a_wider_layer_keeps_what_the_network_says_and_training_goes_on(page: Page, paused: bool) -> None:
    drawing = open_relu(page)
    if paused:
        drawing.desk.pause()
        before = answers(drawing)
    step = drawing.desk.count("step")
    drawing.desk.button("One unit more in Dense 2").click()
    expect(drawing.desk.message).to_contain_text("The new units of Dense 2 are copies")
    expect(drawing.desk.message).to_contain_text("What the network says stays the same.")
    expect(drawing.card("Dense 2").locator("[data-unit]")).to_have_count(9)
    if paused:
        assert answers(drawing) == pytest.approx(before, abs=1e-5)
        drawing.desk.play()
    expect(drawing.desk.button("Pause")).to_be_visible()
    drawing.desk.wait_for("step", step + 200)


def test_a_layer_dropped_on_a_wire_behind_relu_keeps_what_the_network_says(page: Page) -> None:
    drawing = open_relu(page)
    drawing.desk.pause()
    before, names = answers(drawing), set(weights(drawing))
    drawing.desk.wait_for_rest()
    drawing.drag_layer("dense", drawing.between("Dense 1", "Dense 2", 0.05))
    expect(drawing.card("Dense 4")).to_be_visible()
    expect(drawing.desk.message).to_contain_text("Dense 4 begins by handing on what it gets.")
    new = drawing.node("Dense 4")
    assert (new["layer"]["units"], new["layer"]["activation"]) == (8, "relu")
    after = answers(drawing, names | {f"{new['id']}.weight", f"{new['id']}.bias"})
    assert after == pytest.approx(before, abs=1e-5)
    step = drawing.desk.count("step")
    drawing.desk.play()
    drawing.desk.wait_for("step", step + 200)


def test_where_no_identity_is_possible_the_page_says_what_begins_afresh(page: Page) -> None:
    drawing = Drawing.open(page, "spiral")
    drawing.desk.play()
    drawing.desk.wait_for("epoch", 2)
    drawing.drag_layer("dense", drawing.between("Dense 1", "Dense 2", 0.05))
    expect(drawing.desk.message).to_contain_text("Dense 4 begins afresh, the other weights were kept.")
    expect(drawing.desk.button("Pause")).to_be_visible()
    step = drawing.desk.count("step")
    drawing.desk.wait_for("step", step + 200)
