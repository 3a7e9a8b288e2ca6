"""The page as a person uses it: what to press, and what it says. Every wait is for a state."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

from support.until import until

NewContext = Callable[..., BrowserContext]


@dataclass
class Desk:
    """An open page. Numbers are read as they are printed (thin spaces, true minus)."""

    page: Page

    @classmethod
    def open(cls, page: Page, example: str | None = None) -> Desk:
        """The first visit, or an example; ready when the data are there and the connection is live."""
        page.goto("/" if example is None else f"/e/{example}")
        return cls(page).ready()

    def ready(self) -> Desk:
        """Waits until the page is connected, has its first record and a drawing with units in it."""
        expect(self.page.get_by_test_id("connection")).to_have_text("Live")
        self.expect_loss()
        expect(self.page.locator("[data-card] [data-unit]").first).to_be_visible()
        self.wait_for_rest()
        return self

    def wait_for_rest(self, what: str = "[data-card]") -> None:
        """Until the drawing (or else) has not moved for ten frames from now on, so that what is pointed at stays."""
        self.page.evaluate("window.lastPlaces = null")
        self.page.wait_for_function(
            "(what) => {"
            " const places = [...document.querySelectorAll(what)].map((one) => one.getBoundingClientRect());"
            " const now = JSON.stringify(places);"
            " const rest = now === window.lastPlaces ? (window.framesAtRest ?? 0) + 1 : 0;"
            " [window.lastPlaces, window.framesAtRest] = [now, rest];"
            " return rest >= 10; }",
            arg=what,
        )

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    # Training

    def play(self) -> None:
        self.button("Play").click()
        expect(self.button("Pause")).to_be_visible()

    def pause(self) -> None:
        self.button("Pause").click()
        expect(self.button("Play")).to_be_visible()

    def epochs(self, count: int) -> None:
        """So many epochs, each to its end, with the keys."""
        done = self.count("epoch")
        for epoch in range(done + 1, done + count + 1):
            self.page.keyboard.press("Shift+.")
            expect(self.page.get_by_test_id("epoch")).to_have_text(str(epoch))
            expect(self.button("Play")).to_be_visible()

    def count(self, name: str) -> int:
        """`step`, `epoch` or `rate`, as it is printed."""
        return int(number(self.page.get_by_test_id(name).inner_text()))

    def wait_for(self, name: str, least: int) -> None:
        """Until a counter has reached a value."""
        self.page.wait_for_function(
            "([name, least]) => Number(document.querySelector(`[data-testid=${name}]`)"
            ".textContent.replace(/\\s/g, '')) >= least",
            arg=[name, least],
        )

    def loss(self, split: str = "train") -> float:
        return number(self.page.get_by_test_id(f"loss-{split}").inner_text())

    def expect_loss(self, split: str = "train") -> None:
        """Until there is a first record."""
        expect(self.page.get_by_test_id(f"loss-{split}")).not_to_have_text("–")

    def wait_for_loss(self, comparison: str, value: float, split: str = "train") -> None:
        """Until the printed loss is less (`<`) or greater (`>`) than a value."""
        self.page.wait_for_function(
            "([split, comparison, value]) => {"
            " const text = document.querySelector(`[data-testid=loss-${split}]`).textContent;"
            " const loss = Number(text.replace('\\u2212', '-'));"
            " return comparison === '<' ? loss < value : loss > value; }",
            arg=[split, comparison, value],
        )

    @property
    def message(self) -> Locator:
        return self.page.get_by_test_id("message")

    # Settings

    def slide(self, label: str, position: float) -> None:
        """Moves a slider to a position of its own scale, as a drag does: an event, then letting go."""
        self.page.get_by_label(label, exact=True).evaluate(
            "(slider, to) => { slider.value = String(to); slider.dispatchEvent(new Event('input', {bubbles: true}));"
            " slider.dispatchEvent(new Event('change', {bubbles: true})); }",
            position,
        )

    def fill(self, label: str, text: str) -> None:
        field = self.page.get_by_label(label, exact=True)
        field.fill(text)
        field.press("Enter")

    # What the server has

    @property
    def session(self) -> str:
        return str(self.page.evaluate("history.state.session"))

    def info(self) -> dict[str, Any]:
        """`GET /api/sessions/…`."""
        answer = self.page.request.get(f"/api/sessions/{self.session}")
        assert answer.ok, answer.status
        return json.loads(answer.text())

    def document(self) -> dict[str, Any]:
        return self.info()["document"]

    def wait_for_document(self, *path: str | int, value: Any) -> None:
        """Until the server's document has a value at a path."""

        def look() -> None:
            found: Any = self.document()
            for step in path:
                found = found[step]
            assert found == value, path

        until(self.page, look)

    def at_rest(self) -> int:
        """Waits until training rests and the page prints the counters, losses and scores of where it does; the step."""

        def look() -> int:
            told = self.info()
            assert told["state"] != "running"
            step = int(told["step"])
            assert self.count("step") == step
            numbers = self.page.locator(".ends[data-step], [data-testid=scores]")
            shown = numbers.evaluate_all("all => all.map(one => Number(one.dataset.step))")
            assert shown
            assert set(shown) == {step}
            return step

        expect(self.page.get_by_test_id("playhead")).to_have_attribute("aria-busy", "false")
        return until(self.page, look)


def number(text: str) -> float:
    """A printed number: "2 140", "−0.5", "3.1e−5"."""
    return float(re.sub(r"\s", "", text).replace("\u2212", "-"))
