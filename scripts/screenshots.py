"""Photographs the real page for the documentation: `make screenshots` (or `make screenshots SCREENSHOTS=digits`)."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from playwright.sync_api import Browser, sync_playwright  # noqa: E402

import chromium  # noqa: E402
from support.browser import ARGUMENTS  # noqa: E402
from support.server import Server  # noqa: E402

IMAGES: Final = ROOT / "docs" / "images"
# The counter prints thousands with separators.
REACHED: Final = (
    """epochs => Number(document.querySelector('[data-testid=epoch]').textContent.replace(/\\D/g, '')) >= epochs"""
)
WAIT: Final = 120_000  # ms


@dataclass(frozen=True)
class Picture:
    """An example, trained for some epochs, then paused and photographed."""

    name: str
    example: str
    epochs: int
    theme: Literal["light", "dark"] = "light"
    width: int = 1440
    height: int = 900


PICTURES: Final = (
    Picture("spiral", "spiral", 300),
    Picture("spiral-dark", "spiral", 300, theme="dark"),
    Picture("spiral-narrow", "spiral", 300, width=390, height=844),
    Picture("digits", "digits", 10),
    Picture("rings", "rings", 40),
)


def take(browser: Browser, server: Server, picture: Picture) -> None:
    """Trains the example in the page and keeps what the page shows."""
    options: dict[str, Any] = {"viewport": {"width": picture.width, "height": picture.height}}
    context = browser.new_context(base_url=server.url, color_scheme=picture.theme, device_scale_factor=1.5, **options)
    page = context.new_page()
    page.goto(f"/e/{picture.example}")
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_function(REACHED, arg=picture.epochs, timeout=WAIT)
    page.get_by_role("button", name="Pause", exact=True).click()
    page.get_by_role("button", name="Play", exact=True).wait_for()
    page.mouse.move(0, 0)
    page.screenshot(path=IMAGES / f"{picture.name}.png")
    context.close()


def main(chosen: list[str]) -> int:
    """Takes the chosen pictures, or all."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server.start(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium.need(), args=list(ARGUMENTS))
        for picture in PICTURES:
            if not chosen or picture.name in chosen:
                print(picture.name, flush=True)
                take(browser, server, picture)
        browser.close()
        server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
