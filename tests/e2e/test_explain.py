"""Every control explains itself: by pointer, by key, to a screen reader, with a picture that follows its value."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from support.desk import Desk, NewContext

CONTROLS = "input, select, [role=switch], [role=slider]"


def explanation(page: Page) -> Locator:
    return page.get_by_test_id("explanation")


def says(page: Page) -> Locator:
    return page.get_by_test_id("sketch-says")


def unexplained(page: Page, zone: str) -> list[str]:
    """Controls of a zone that set something and have no explanation, or no description for screen readers."""
    return page.evaluate(
        "([zone, controls]) => [...document.querySelectorAll(zone)]"
        " .flatMap((part) => [...part.querySelectorAll(controls)])"
        " .filter((control) => control.type !== 'search' && !control.closest('[data-about], [data-testid=loss-chart]'))"
        " .map((control) => control.outerHTML.slice(0, 200))",
        [zone, CONTROLS],
    )


def test_a_click_explains_and_escape_leaves(page: Page) -> None:
    desk = Desk.open(page)
    button = desk.button("About Learning rate")
    button.click()
    shown = explanation(page)
    expect(shown).to_contain_text("How far each step goes.")
    expect(shown).to_contain_text("Too little")
    expect(shown).to_contain_text("Too much")
    # MathML for those who listen, HTML for those who look.
    expect(shown.locator("math")).to_have_count(1)
    expect(shown.locator(".katex-html")).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(shown).to_have_count(0)
    expect(button).to_be_focused()


def test_the_picture_follows_the_control(page: Page) -> None:
    desk = Desk.open(page)
    desk.button("About Learning rate").click()
    expect(says(page)).to_contain_text("At 0.003")
    slider = page.get_by_role("slider", name="Learning rate")
    before = page.get_by_test_id("sketch").screenshot()
    slider.focus()
    for _ in range(20):
        slider.press("ArrowRight")
    rate = slider.get_attribute("aria-valuetext")
    expect(says(page)).to_contain_text(f"At {rate}")
    assert page.get_by_test_id("sketch").screenshot() != before
    # Working the control does not shut what explains it; a press elsewhere does.
    slider.click()
    expect(explanation(page)).to_be_visible()
    page.get_by_test_id("message").click()
    expect(explanation(page)).to_have_count(0)


def test_another_kind_is_explained_as_it_is_chosen(page: Page) -> None:
    desk = Desk.open(page)
    desk.button("About Optimizer").click()
    expect(explanation(page)).to_contain_text("Adam")
    page.get_by_role("combobox", name="Optimizer").select_option("sgd")
    expect(explanation(page)).to_contain_text("SGD")
    expect(says(page)).to_contain_text("SGD at 0.003")


def test_f1_explains_what_has_the_focus(page: Page) -> None:
    Desk.open(page)
    field = page.get_by_label("Batch size", exact=True)
    field.focus()
    page.keyboard.press("F1")
    expect(explanation(page)).to_contain_text("Points whose gradients are averaged")
    expect(says(page)).to_contain_text("10 of 350 training points")
    expect(field).to_be_focused()
    page.keyboard.press("F1")
    expect(explanation(page)).to_have_count(0)


@pytest.mark.parametrize("name", ["Play", "Step", "Reset", "New seed"])
def test_f1_explains_the_transport(page: Page, name: str) -> None:
    Desk.open(page)
    page.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("F1")
    expect(explanation(page).get_by_role("heading")).to_have_text(name)
    expect(says(page)).not_to_be_empty()


@pytest.mark.parametrize(
    ("control", "heading", "text"),
    [
        ("[data-testid=playhead]", "Moment of the training", "The moment that the whole page shows"),
        ("[data-about='strokes.one']", "One example", "follows one point through the four strokes"),
        ("[data-layer=dropout]", "Dropout", "silences"),
        ("[data-card=dense1] [data-about] button", "Units", "neuron"),
    ],
)
def test_f1_explains_what_draws_and_what_goes_back_in_time(page: Page, control: str, heading: str, text: str) -> None:
    Desk.open(page)
    page.locator(control).first.focus()
    page.keyboard.press("F1")
    shown = explanation(page)
    expect(shown.get_by_role("heading").first).to_have_text(heading)
    expect(shown).to_contain_text(text, ignore_case=True)
    expect(shown.locator(".katex-html").first).to_be_visible()
    expect(shown).not_to_contain_text("explain.")


def test_the_resting_pointer_explains_and_takes_it_away_again(page: Page) -> None:
    Desk.open(page)
    page.get_by_text("Noise", exact=True).hover()
    expect(explanation(page)).to_contain_text("run into each other")
    page.mouse.move(700, 400)
    expect(explanation(page)).to_have_count(0)


def test_a_screen_reader_hears_the_first_sentence_with_the_control(page: Page) -> None:
    Desk.open(page)
    for role, name, text in (
        ("slider", "Learning rate", "How far each step goes."),
        ("combobox", "Schedule", "How the learning rate changes"),
        ("textbox", "Batch size", "Points whose gradients"),
        ("checkbox", "Log scale", "powers of ten"),
        ("switch", "x1", "How far to the right"),
    ):
        control = page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
        ids = str(control.get_attribute("aria-describedby")).split()
        assert text in " ".join(page.locator(f"[id='{one}']").inner_text() for one in ids)


@pytest.mark.parametrize("example", ["spiral", "iris", "digits", "wide_and_deep", "overfitting"])
def test_every_control_that_sets_something_has_an_explanation(page: Page, example: str) -> None:
    desk = Desk.open(page, example)
    for optimizer in ("adamw", "nesterov", "rmsprop"):
        page.get_by_role("combobox", name="Optimizer").select_option(optimizer)
        expect(page.get_by_role("group", name="settings").first).to_be_visible()
        assert unexplained(page, "aside") == []
    page.get_by_role("combobox", name="Clip gradients").select_option("norm")
    expect(page.get_by_label("Clip at", exact=True)).to_be_visible()
    for card in desk.page.locator("[data-card] h3").all():
        card.click()
        expect(page.get_by_test_id("inspector")).to_be_visible()
        assert unexplained(page, "aside, header, [data-timeline]") == []
    if example == "spiral":
        page.locator("[data-card=dense1] [data-unit]").first.click()
        page.get_by_role("button", name="Edit the bias of unit 1 of Dense 1").click()
        expect(page.get_by_test_id("weight-field")).to_be_visible()
        assert unexplained(page, "aside") == []


def test_every_explanation_on_the_page_has_all_of_its_parts(page: Page) -> None:
    Desk.open(page)
    page.locator("[data-card=dense1] h3").click()
    page.get_by_text("Split", exact=True).first.click()
    for button in page.locator("button.about").all():
        name = str(button.get_attribute("aria-label"))
        button.click()
        shown = explanation(page)
        expect(shown).to_be_visible()
        if name != "About Name":
            expect(shown.locator(".katex-html").first).to_be_visible()
            expect(says(page)).not_to_contain_text("sketch.")
        expect(shown).not_to_contain_text("explain.")
        page.keyboard.press("Escape")
        expect(shown).to_have_count(0)


def test_on_a_phone_it_leaves_the_control_in_sight(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).new_page()
    page.goto("/")
    expect(page.get_by_test_id("connection")).to_have_text("Live")
    page.get_by_role("navigation").get_by_role("button", name="Learning").tap()
    page.get_by_role("button", name="About L2 penalty").tap()
    box, control = explanation(page).bounding_box(), page.get_by_label("L2 penalty", exact=True).bounding_box()
    assert box is not None
    assert control is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= control["y"] or control["y"] + control["height"] <= box["y"]
    explanation(page).get_by_role("button", name="Close").tap()
    expect(explanation(page)).to_have_count(0)


def test_nothing_is_loaded_for_explanations_before_they_are_asked_for(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    desk = Desk.open(page)
    assert not any("katex" in url.lower() or "explain-" in url for url in asked)
    desk.button("About Optimizer").click()
    expect(explanation(page)).to_be_visible()
    assert any("KaTeX_Main" in url for url in asked)
    origin = str(page.evaluate("location.origin"))
    assert all(url.startswith((origin, "ws")) for url in asked)
