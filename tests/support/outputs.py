"""The views of the output in tests: how one is chosen, and the trainer to compare it with."""

from __future__ import annotations

from typing import Any, Literal

from playwright.sync_api import Locator, Page, expect

from descent import Document, Trainer
from descent.export.safetensors import read_safetensors
from support.desk import Desk

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
    desk.at_rest()
    choose(page, view)
    return desk, trainer_of(desk)


def points(trainer: Trainer, split: str) -> Any:
    return trainer.data.train if split == "train" else trainer.data.validation
