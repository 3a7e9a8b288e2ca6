"""The drawing as a person uses it: cards, wires, what lies where. Every wait is for a state."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

from support.desk import Desk

Point = tuple[float, float]


@dataclass
class Drawing:
    """The canvas of an open page."""

    desk: Desk

    @classmethod
    def open(cls, page: Page, example: str | None = None) -> Drawing:
        """An example's drawing, shown whole."""
        drawing = cls(Desk.open(page, example))
        expect(page.locator("[data-card]").first).to_be_visible()
        return drawing

    @property
    def page(self) -> Page:
        return self.desk.page

    def card(self, name: str) -> Locator:
        """A layer by the name on its card."""
        return self.page.locator("[data-card]").filter(has=self.page.get_by_role("heading", name=name, exact=True))

    def unit(self, name: str, number: int) -> Locator:
        """A unit's picture; the first is number 1."""
        return self.card(name).locator(f'[data-unit="{number - 1}"]')

    def handle(self, name: str, way: str) -> Point:
        """Where a wire leaves (`source`) or reaches (`target`) a card."""
        return middle(self.card(name).locator(f".svelte-flow__handle.{way}"))

    def names(self) -> list[str]:
        """The cards in the order of the document."""
        return [node["name"] for node in self.network()["nodes"]]

    def wires(self) -> set[str]:
        """The wires of the document, by the names of their ends."""
        network = self.network()
        name = {node["id"]: node["name"] for node in network["nodes"]}
        return {f"{name[wire['source']]} → {name[wire['target']]}" for wire in network["wires"]}

    def network(self) -> dict[str, Any]:
        return self.desk.document()["network"]

    def node(self, name: str) -> dict[str, Any]:
        return next(node for node in self.network()["nodes"] if node["name"] == name)

    def places(self) -> dict[str, Point]:
        """Where the cards are shown, in the drawing's own measure, by their names; the server may not know it yet."""
        return {
            name: (x, y)
            for name, x, y in self.page.evaluate(
                """() => [...document.querySelectorAll('.svelte-flow__node')].map((node) => {
                    const { e, f } = new DOMMatrix(getComputedStyle(node).transform);
                    return [node.querySelector('h3').textContent, e, f];
                })"""
            )
        }

    def select(self, name: str) -> None:
        self.card(name).get_by_role("heading").click()
        expect(self.card(name)).to_have_attribute("aria-current", "true")

    def between(self, left: str, right: str, height: float = 0.75) -> Point:
        """A point in the gap between two cards, at a share of their height."""
        a, b = box(self.card(left)), box(self.card(right))
        return ((a["x"] + a["width"] + b["x"]) / 2, a["y"] + a["height"] * height)

    def drag(self, start: Point, end: Point) -> None:
        """Press, move in several steps, let go."""
        mouse = self.page.mouse
        mouse.move(*start)
        mouse.down()
        mouse.move((start[0] * 2 + end[0]) / 3, (start[1] * 2 + end[1]) / 3)
        mouse.move(*end, steps=6)
        mouse.up()

    def drag_layer(self, kind: str, end: Point) -> None:
        """From the palette."""
        self.drag(middle(self.page.locator(f'[data-layer="{kind}"]')), end)

    def drag_wire(self, source: str, target: str) -> None:
        """From one card's handle to another's."""
        self.drag(self.handle(source, "source"), self.handle(target, "target"))


def link(document: dict[str, Any]) -> str:
    """The address of a document, as the page packs it (docs/page.md)."""
    packer = zlib.compressobj(wbits=-15)
    packed = packer.compress(json.dumps(document).encode()) + packer.flush()
    return "/#" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def box(locator: Locator) -> Any:
    found = locator.bounding_box()
    assert found is not None
    return found


def middle(locator: Locator) -> Point:
    at = box(locator)
    return at["x"] + at["width"] / 2, at["y"] + at["height"] / 2
