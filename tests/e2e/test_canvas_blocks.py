"""A block of layers from the palette: several ordinary layers at once, and one undo for all of them."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from support.desk import Desk
from support.drawing import Drawing, link

ROWS = {
    "version": 1,
    "name": "Rows of digits",
    "network": {
        "nodes": [
            {"id": "input", "name": "Input", "layer": {"kind": "input"}, "x": 0, "y": 0},
            {"id": "rows", "name": "Rows", "layer": {"kind": "reshape", "shape": [8, 8]}, "x": 240, "y": 0},
            {"id": "mean", "name": "Mean", "layer": {"kind": "time_mean"}, "x": 480, "y": 0},
            {"id": "output", "name": "Output", "layer": {"kind": "output"}, "x": 720, "y": 0},
        ],
        "wires": [
            {"source": "input", "target": "rows"},
            {"source": "rows", "target": "mean"},
            {"source": "mean", "target": "output"},
        ],
    },
    "data": {"dataset": {"kind": "digits"}},
    "training": {
        "loss": {"kind": "categorical_cross_entropy"},
        "optimizer": {"kind": "adam"},
        "schedule": {"kind": "constant"},
    },
}
"""Images read as sequences: eight steps, the rows, of eight features."""


def test_a_transformer_block_is_put_down_whole_trained_and_taken_back_whole(page: Page) -> None:
    page.goto(link(ROWS))
    drawing = Drawing(Desk(page).ready())
    before = drawing.network()
    page.locator("[data-layer=transformer_block]").click()
    attention = drawing.card("Multi-head attention")
    # 3 × 8 × 8 weights and 24 biases for queries, keys and values; 8 × 8 and 8 for what the heads say.
    expect(attention.locator(".parameters")).to_have_text("288 params")
    expect(drawing.card("Dense over time").locator(".parameters")).to_have_text("288 params")  # 8 × 32 + 32
    expect(drawing.card("Dense over time 2").locator(".parameters")).to_have_text("264 params")  # 32 × 8 + 8
    assert drawing.wires() == {
        "Input → Rows",
        "Rows → Multi-head attention",
        "Rows → Add",
        "Multi-head attention → Add",
        "Add → Dense over time",
        "Dense over time → Dense over time 2",
        "Dense over time 2 → Add 2",
        "Add → Add 2",
        "Add 2 → Mean",
        "Mean → Output",
    }
    drawing.select("Mean")
    drawing.desk.epochs(1)
    page.keyboard.press("Control+z")
    expect(page.locator("[data-card]")).to_have_count(4)
    drawing.desk.wait_for_document("network", value=before)
