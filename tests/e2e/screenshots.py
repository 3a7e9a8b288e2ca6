"""Pictures of the page, for people to look at.

    make screenshots                       every look, as screenshots/NAME.png (ignored by git)
    make screenshots SCREENSHOTS="empty …" these looks
    make pictures                          what the documentation shows, in docs/images

Not a test: what a machine can see is in `test_panels_*.py`; this is for eyes.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "scripts")]

from playwright.sync_api import Browser, Page, expect, sync_playwright  # noqa: E402

import chromium  # noqa: E402
from descent.document import Change, change  # noqa: E402
from descent.examples import load_example  # noqa: E402
from support.browser import ARGUMENTS  # noqa: E402
from support.desk import Desk  # noqa: E402
from support.drawing import link  # noqa: E402
from support.server import Server  # noqa: E402

FOLDER: Final = ROOT / "screenshots"
IMAGES: Final = ROOT / "docs" / "images"
SHARP: Final = 1.5  # device pixels per pixel of the documentation's pictures
TIMEOUT: Final = 120_000  # ms: some looks are trained for long
Size = Literal["wide", "laptop", "narrow", "phone"]
SIZES: Final[dict[Size, tuple[int, int]]] = {
    "wide": (1440, 900),
    "laptop": (1280, 800),
    "narrow": (1024, 768),
    "phone": (390, 844),
}


@dataclass(frozen=True)
class Look:
    """An example trained for some epochs, then something done with it."""

    name: str
    example: str = "spiral"
    epochs: int = 0
    size: Size = "wide"
    theme: Literal["light", "dark"] = "light"
    then: Callable[[Desk], None] | None = None
    forced: bool = False


def press(name: str) -> Callable[[Desk], None]:
    return lambda desk: desk.button(name).click()


def tab(name: str) -> Callable[[Desk], None]:
    return lambda desk: desk.page.get_by_role("navigation").get_by_role("button", name=name).click()


def hover_map(desk: Desk) -> None:
    desk.page.get_by_role("application", name="What the network says").hover(position={"x": 70, "y": 150})
    expect(desk.page.get_by_test_id("reading").locator("b")).not_to_have_text("–")


def hover_channel(desk: Desk) -> None:
    desk.page.locator("[data-id=conv2] .tile").nth(3).hover()


def hover_unit(desk: Desk) -> None:
    desk.page.locator("[data-card] [data-unit]").nth(6).hover()
    expect(desk.page.get_by_role("heading", name="unit")).to_be_visible()


def hover_chart(desk: Desk) -> None:
    desk.slide("Learning rate", 0.35)
    desk.play()
    desk.wait_for("epoch", desk.count("epoch") + 60)
    desk.pause()
    desk.page.get_by_test_id("loss-chart").hover(position={"x": 90, "y": 60})


def select(desk: Desk) -> None:
    desk.page.locator("[data-card=dense1] h3").click()
    expect(desk.page.get_by_test_id("inspector")).to_be_visible()


def wrong(desk: Desk) -> None:
    desk.fill("Batch size", "0")


def diverge(desk: Desk) -> None:
    desk.button("Play").click()
    expect(desk.message).to_contain_text("infinite")


def digits_from_spiral(desk: Desk) -> None:
    desk.page.get_by_role("radio", name="Images").check(force=True)
    desk.page.get_by_role("radio", name="Digits").check(force=True)
    expect(desk.page.get_by_test_id("sample")).to_be_visible()


def cut_off(desk: Desk) -> None:
    desk.page.context.set_offline(True)
    expect(desk.page.get_by_test_id("connection")).to_contain_text("Reconnecting")


def view(name: str, then: Callable[[Desk], None] | None = None) -> Callable[[Desk], None]:
    """A view of the output; on the phone its tab must be open already."""

    def choose(desk: Desk) -> None:
        switch = desk.page.get_by_label("View of the output")
        if not switch.is_visible():
            tab("Output")(desk)
        switch.select_option(name)
        expect(desk.page.get_by_text("Fetching the view")).to_have_count(0)
        if then:
            then(desk)

    return choose


def draw(desk: Desk) -> None:
    box = desk.page.get_by_test_id("pad").bounding_box()
    assert box
    three = [(0.3, 0.25), (0.45, 0.14), (0.62, 0.2), (0.62, 0.38), (0.45, 0.48), (0.66, 0.6), (0.6, 0.82), (0.3, 0.8)]
    for step, (x, y) in enumerate(three):
        desk.page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=4)
        if step == 0:
            desk.page.mouse.down()
    desk.page.mouse.up()


def press_worst(desk: Desk) -> None:
    desk.page.get_by_test_id("worst").get_by_role("button").nth(1).click()


def last_example(desk: Desk) -> None:
    desk.button("Examples").click()
    desk.page.locator("[data-example]").last.scroll_into_view_if_needed()


def new(desk: Desk) -> None:
    desk.button("Examples").click()
    desk.button("New drawing").click()
    expect(desk.page.get_by_test_id("lane")).to_be_visible()
    desk.page.mouse.move(0, 0)


def first_play(desk: Desk) -> None:
    desk.play()
    desk.wait_for("epoch", 3)


def running(desk: Desk) -> None:
    desk.play()
    desk.wait_for("epoch", 150)


def found(example: str, path: list[str | int], value: Any, open_with: str = "") -> Callable[[Desk], None]:
    """A run made sick that the coach has found; behind the button, if one is named, its remedies."""

    def train(desk: Desk) -> None:
        sick = change(load_example(example), [Change(path=path, value=value)])
        desk.page.goto(link(sick.model_dump(mode="json")))
        expect(desk.message).to_contain_text("Press play.")
        desk.play()
        expect(desk.page.get_by_role("button", name=open_with or "Not now", exact=True)).to_be_visible(timeout=TIMEOUT)
        if open_with:
            desk.button(open_with).click()

    return train


RATE: Final[list[str | int]] = ["training", "learning_rate"]
DEAD: Final = {"kind": "dense", "units": 8, "activation": "relu", "bias_init": {"kind": "constant", "value": -9.0}}


def hold(desk: Desk) -> None:
    """A frozen layer, a frozen unit, two silent ones."""
    page = desk.page
    for unit, name in ((1, "Frozen"), (3, "Silent"), (4, "Silent")):
        page.locator(f"[data-card=dense2] [data-unit='{unit}']").click()
        page.get_by_test_id("inspector").get_by_label(name, exact=True).check(force=True)
    page.locator("[data-card=dense1] h3").click()
    page.get_by_test_id("inspector").get_by_label("Frozen", exact=True).check(force=True)
    expect(desk.message).to_contain_text("Dense 1 is frozen")


def widen(desk: Desk) -> None:
    desk.button("One unit more in Dense 2").click()
    expect(desk.message).to_contain_text("are copies")


def weigh(desk: Desk) -> None:
    """The editor of a weight on the drawing, with its explanation."""
    page = desk.page
    left, right = (page.locator(f"[data-card={name}] [data-unit='1']").bounding_box() for name in ("dense1", "dense2"))
    assert left
    assert right
    page.mouse.click((left["x"] + left["width"] + right["x"]) / 2, left["y"] + left["height"] / 2)
    page.get_by_test_id("weight-field").fill("-2.5")
    page.keyboard.press("F1")
    expect(page.get_by_test_id("explanation")).to_be_visible()


def weigh_in_sheet(desk: Desk) -> None:
    """On the phone: a silent unit, and the editor of one of its weights."""
    page = desk.page
    page.locator("[data-card=dense2] [data-unit='1']").tap()
    inspector = page.get_by_test_id("inspector")
    inspector.get_by_label("Silent", exact=True).check(force=True)
    inspector.locator("[data-input]").first.tap()
    expect(page.get_by_test_id("weight-field")).to_be_visible()


LOOKS: Final = (
    Look("held", epochs=60, then=hold),
    Look("held-dark", epochs=60, theme="dark", then=hold),
    Look("widened", epochs=60, then=widen),
    Look("weight", epochs=60, then=weigh),
    Look("weight-dark", epochs=60, theme="dark", then=weigh),
    Look("held-phone", "spiral", 60, "phone", "dark", weigh_in_sheet),
    Look("empty"),
    Look("empty-dark", theme="dark"),
    Look("training", then=running),
    *(Look(f"spiral-{size}-{theme}", "spiral", 300, size, theme) for size in SIZES for theme in ("light", "dark")),
    *(Look(f"digits-{theme}", "digits", 12, theme=theme) for theme in ("light", "dark")),
    Look("cnn", "digits_cnn", 12),
    Look("cnn-dark", "digits_cnn", 12, theme="dark"),
    Look("cnn-hover", "digits_cnn", 12, then=hover_channel),
    Look("shapes", "shapes", 8),
    Look("shapes-phone", "shapes", 8, "phone"),
    Look("brackets", "brackets", 12),
    Look("waves-dark", "waves", 20, theme="dark"),
    Look("sums-phone", "sums", 12, "phone"),
    Look("worst-strings", "sums", 3, then=view("worst")),
    Look("rings", "rings", 40),
    Look("rings-dark", "rings", 40, theme="dark"),
    Look("hills", "hills", 60),
    Look("diabetes", "diabetes", 30),
    Look("iris-dark", "iris", 30, theme="dark"),
    Look("surface", "spiral", 200, then=view("surface")),
    Look("surface-dark", "hills", 60, theme="dark", then=view("surface")),
    Look("surface-phone", "spiral", 150, "phone", then=view("surface")),
    Look("curves", "spiral", 60, then=view("curves")),
    Look("calibration", "digits", 12, then=view("calibration")),
    Look("residuals", "diabetes", 30, then=view("residuals")),
    Look("worst-points", "spiral", 60, then=view("worst", press_worst)),
    Look("worst-pictures", "digits", 12, theme="dark", then=view("worst", press_worst)),
    Look("own-flower", "iris", 30, then=view("own")),
    Look("own-digit", "digits", 12, then=view("own", draw)),
    Look("own-digit-phone", "digits", 12, "phone", "dark", view("own", draw)),
    Look("rings-phone", "rings", 40, "phone"),
    Look("breast-cancer", "breast_cancer", 20),
    *(
        Look(f"phone-{name.lower()}-{theme}", "spiral", 100, "phone", theme, tab(name))
        for name in ("Output", "Loss", "Learning", "Data")
        for theme in ("light", "dark")
    ),
    Look("phone-examples", size="phone", then=press("Examples")),
    Look("phone-examples-dark", size="phone", theme="dark", then=press("Examples")),
    Look("phone-digits", "digits", 8, "phone", "light", tab("Output")),
    Look("examples", then=press("Examples")),
    Look("examples-dark", theme="dark", then=press("Examples")),
    Look("examples-end", then=last_example),
    Look("examples-narrow", size="narrow", theme="dark", then=press("Examples")),
    Look("new", then=new),
    Look("new-narrow", size="narrow", theme="dark", then=new),
    Look("new-phone", size="phone", then=new),
    Look("first-play", then=first_play),
    Look("first-play-narrow", size="narrow", theme="dark", then=first_play),
    Look("first-play-phone", size="phone", then=first_play),
    Look("export", then=press("Export")),
    Look("shortcuts", then=lambda desk: desk.page.keyboard.press("?")),
    Look("map-hover", epochs=200, then=hover_map),
    Look("unit-hover", epochs=200, then=hover_unit),
    Look("unit-hover-digits", "digits", 8, then=hover_unit),
    Look("chart-hover", epochs=100, then=hover_chart),
    Look("inspector", epochs=60, then=select),
    Look("error", epochs=20, then=wrong),
    Look("diverged", "rate_too_large", then=diverge),
    Look("coach", "hills", then=found("hills", RATE, 0.3)),
    Look("coach-units", "circle", then=found("circle", ["network", "nodes", 1, "layer"], DEAD)),
    Look("coach-phone-dark", "hills", 0, "phone", "dark", found("hills", RATE, 0.3, "What to do")),
    Look("another-dataset", then=digits_from_spiral),
    Look("rail-open", size="narrow", then=press("Open")),
    Look("reconnecting", epochs=20, then=cut_off),
    Look("forced-colours", epochs=60, forced=True),
)


# The documentation's pictures, and the look that each shows.
PICTURES: Final = {"spiral": "spiral-wide-light"}


def prepare(page: Page, look: Look) -> Desk:
    """The page as the look wants it."""
    page.goto(f"/e/{look.example}")
    expect(page.get_by_test_id("connection")).to_have_text("Live")
    desk = Desk(page)
    if look.epochs:
        desk.play()
        desk.wait_for("epoch", look.epochs)
        desk.pause()
        page.mouse.move(0, 0)
    if look.then:
        look.then(desk)
    return desk


def take(browser: Browser, server: Server, look: Look, file: Path, scale: float = 1) -> None:
    """One picture, when the newest numbers have been printed."""
    width, height = SIZES[look.size]
    options: dict[str, Any] = {"viewport": {"width": width, "height": height}, "color_scheme": look.theme}
    options["device_scale_factor"] = scale
    if look.size == "phone":
        options |= {"has_touch": True, "is_mobile": True, "device_scale_factor": 2}
    if look.forced:
        options["forced_colors"] = "active"
    context = browser.new_context(base_url=server.url, **options)
    context.set_default_timeout(TIMEOUT)
    page = context.new_page()
    prepare(page, look)
    page.evaluate("() => Promise.all([document.fonts.ready, new Promise(done => setTimeout(done, 500))])")
    page.screenshot(path=file)
    context.close()


def shots(chosen: list[str]) -> list[tuple[Look, Path, float]]:
    """What to take, where it goes and how sharp: `--docs`, names of looks, or nothing for all looks."""
    looks = {look.name: look for look in LOOKS}
    if chosen == ["--docs"]:
        return [(looks[look], IMAGES / f"{name}.png", SHARP) for name, look in PICTURES.items()]
    if unknown := [name for name in chosen if name not in looks]:
        sys.exit(f"No look is called {', '.join(unknown)}. There are: {', '.join(looks)}.")
    return [(looks[name], FOLDER / f"{name}.png", 1) for name in chosen or looks]


def main(chosen: list[str]) -> None:
    """Takes the pictures, one after another."""
    wanted = shots(chosen)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server.start(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium.need(), args=list(ARGUMENTS))
        for look, file, scale in wanted:
            print(file.relative_to(ROOT), flush=True)
            take(browser, server, look, file, scale)
        browser.close()
        server.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
