"""No control of the page without a sentence on what it does: the same for pointer, keyboard and screen reader."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from support.desk import Desk, NewContext

# A name of three words or more says what happens (“Remove the wire from Input to Dense 1”), and “Close” needs no more
# either (decision 0059). What is chosen from a list is what it is called.
UNEXPLAINED = """() => {
  const text = (one) => {
    const copy = one.cloneNode(true);
    copy.querySelectorAll('kbd, small, svg, [aria-hidden=true]').forEach((part) => part.remove());
    return copy.textContent;
  };
  const nameOf = (one) =>
    (one.getAttribute('aria-label') ?? text(one.labels?.[0] ?? one)).trim().replace(/\\s+/g, ' ');
  const described = (one) =>
    one.getAttribute('aria-description') || one.title || (one.getAttribute('aria-describedby') ?? '').split(' ')
      .some((id) => document.getElementById(id)?.textContent.trim());
  const controls = 'button, a[href], input, select, textarea, summary, [role=button], [role=switch], [role=slider]';
  return [...document.querySelectorAll(controls)]
    .filter((one) => one.checkVisibility() && !one.closest('[data-about], [role=listbox]') && !described(one))
    .map(nameOf)
    .filter((name) => name !== 'Close' && name.split(' ').length < 3);
}"""

# Each control with a sentence of its own gets the focus as from the keyboard; those whose bubble says something else.
SAYING_OTHERWISE = """() => [...document.querySelectorAll('[aria-description]')]
  .filter((one) => one.checkVisibility() && one.tabIndex >= 0 && !one.disabled)
  .filter((one) => {
    one.focus();
    const bubble = document.getElementById('tooltip');
    return bubble.hidden || bubble.textContent !== one.getAttribute('aria-description');
  })
  .map((one) => one.outerHTML.slice(0, 200))"""


def looks(desk: Desk) -> Iterator[str]:
    """What the page can look like on a desk, one after another."""
    page = desk.page
    yield "first"
    page.locator("[data-card=dense1] h3").click()
    expect(page.get_by_test_id("inspector")).to_be_visible()
    yield "a layer"
    page.keyboard.press("Shift+F10")
    expect(page.get_by_role("menuitem").first).to_be_focused()
    yield "its menu"
    page.keyboard.press("Escape")
    page.locator("[data-card=dense1] [data-unit]").first.click()
    page.get_by_role("button", name="Edit the bias of unit 1 of Dense 1").click()
    expect(page.get_by_test_id("weight-field")).to_be_visible()
    yield "a bias"
    page.locator("[data-card=dense1] h3").click()
    page.keyboard.press("Control+a")
    expect(page.get_by_test_id("inspector").get_by_role("button", name="Dense 2")).to_be_visible()
    yield "several layers"
    page.keyboard.press("Escape")
    for name in ("Export", "Examples", "How far a step goes"):
        opener = desk.button(name)
        opener.click()
        expect(opener).to_have_attribute("aria-expanded", "true")
        if name == "Examples":
            expect(page.locator("[data-example=spiral]")).to_be_visible()
        yield name
        page.keyboard.press("Escape")
    desk.button("Compare").click()
    expect(desk.button("Stop comparing")).to_be_visible()
    page.get_by_role("button", name="Curves").click()
    expect(page.get_by_role("group", name="Curves").get_by_role("button").first).to_be_visible()
    yield "a comparison and curves"
    desk.button("One example").click()
    desk.button("4 Update").click()
    expect(desk.button("Apply")).to_be_visible()
    yield "one example"


def test_every_control_of_the_desk_says_what_it_does(page: Page) -> None:
    desk = Desk.open(page)
    for look in looks(desk):
        assert page.evaluate(UNEXPLAINED) == [], look


def test_every_view_of_the_output_says_what_its_controls_do(page: Page) -> None:
    desk = Desk.open(page, "digits")
    views = desk.page.get_by_role("combobox", name="View")
    for view in views.locator("option").evaluate_all("all => all.map(one => one.value)"):
        views.select_option(view)
        desk.wait_for_rest("[data-testid=output] *")
        assert page.evaluate(UNEXPLAINED) == [], view


def test_on_a_phone_too(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).new_page()
    page.goto("/")
    expect(page.get_by_test_id("connection")).to_have_text("Live")
    for tab in page.get_by_role("navigation").get_by_role("button").all():
        tab.tap()
        expect(tab).to_have_attribute("aria-current", "page")
        assert page.evaluate(UNEXPLAINED) == [], tab.inner_text()
    page.get_by_role("button", name="More", exact=True).tap()
    expect(page.get_by_role("button", name="Copy a link to this document")).to_be_visible()
    assert page.evaluate(UNEXPLAINED) == []


def test_the_keyboard_shows_the_sentence_that_a_screen_reader_hears(page: Page) -> None:
    desk = Desk.open(page)
    page.keyboard.press("Tab")
    assert page.evaluate(SAYING_OTHERWISE) == []
    fit = desk.button("Fit")
    fit.focus()
    page.keyboard.press("F1")
    shown = page.get_by_test_id("explanation")
    expect(shown.get_by_role("heading")).to_have_text("Fit")
    expect(shown).to_contain_text(str(fit.get_attribute("aria-description")))
    expect(page.get_by_role("tooltip")).to_be_hidden()


@pytest.mark.parametrize("name", ["Compare", "Tidy"])
def test_commands_with_an_effect_to_weigh_are_explained_at_length(page: Page, name: str) -> None:
    desk = Desk.open(page)
    desk.button(name).focus()
    page.keyboard.press("F1")
    shown = page.get_by_test_id("explanation")
    expect(shown.get_by_role("heading")).to_have_text(name)
    expect(shown.locator(".katex-html")).to_be_visible()
    expect(shown.get_by_role("definition")).to_have_count(2)
    expect(shown).to_contain_text(str(desk.button(name).get_attribute("aria-description")))
