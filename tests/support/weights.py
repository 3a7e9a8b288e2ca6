"""Weights that are changed by hand: what the engine has, what the library makes of it, and what is on the screen."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from playwright.sync_api import Locator, Page

from descent import Document, Trainer
from descent.export.safetensors import read_safetensors
from support.browser import Complaints
from support.drawing import Drawing

TILE = 50
EXTENT = 6.0


def trained(page: Page, complaints: Complaints) -> Drawing:
    """Two spirals after a few epochs, at rest."""
    complaints.allow("Multiple readback operations")  # the picture is read until it has come
    drawing = Drawing.open(page, "spiral")
    drawing.desk.play()
    drawing.desk.wait_for("epoch", 3)
    drawing.desk.pause()
    return drawing


def weights(drawing: Drawing) -> dict[str, np.ndarray[Any, Any]]:
    """Those that the server offers now."""
    answer = drawing.page.request.get(f"/api/sessions/{drawing.desk.session}/weights")
    return read_safetensors(answer.body())


def editor(drawing: Drawing) -> Locator:
    """Where a weight or a bias is typed."""
    return drawing.page.get_by_role("dialog", name=re.compile("^(weight|bias)"))


def says(drawing: Drawing, name: str, unit: int) -> np.ndarray[Any, Any]:
    """What the library predicts for the picture of a unit, with the weights that the server offers now."""
    trainer = Trainer(Document.model_validate(drawing.desk.document()))
    trainer.load_parameters(weights(drawing))
    along = (np.arange(TILE) + 0.5) / TILE * 2 * EXTENT - EXTENT
    grid = np.stack([np.tile(along, TILE), np.repeat(-along, TILE)], axis=1).astype(np.float32)
    return np.asarray(trainer.observe(grid)[drawing.node(name)["id"]])[unit].reshape(TILE, TILE)


def shown(drawing: Drawing, name: str, unit: int) -> np.ndarray[Any, Any]:
    """Blue minus red of a unit's picture on the screen."""
    values = drawing.card(name).evaluate(
        """(card, [unit, side]) => {
            const tile = card.querySelector(`[data-unit="${unit}"]`);
            const x = Math.round(parseFloat(tile.style.left)), y = Math.round(parseFloat(tile.style.top));
            return [...card.querySelector('canvas').getContext('2d').getImageData(x, y, side, side).data];
        }""",
        [unit, TILE],
    )
    pixels = np.array(values, dtype=int).reshape(TILE, TILE, 4)
    return pixels[..., 2] - pixels[..., 0]


def likeness(picture: np.ndarray[Any, Any], values: np.ndarray[Any, Any]) -> float:
    """How alike a picture and values are, 1 being the same but for scale; the edges are left out."""
    inner = (slice(4, -4), slice(4, -4))
    return float(np.corrcoef(picture[inner].ravel(), values[inner].ravel())[0, 1])
