"""Another language: every word follows, words find room, and from right to left the zones are mirrored.

The two languages are made from the English catalogue (support/pseudo.py): brackets show which words come from it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from support.desk import NewContext
from support.pseudo import write_languages
from support.server import SHARED, Server

# Texts that a person reads, with letters, and none of the catalogue's brackets around them or about them. Names that
# a person gave (documents, layers) are marked with `translate="no"`; the drawing library's name is a name.
UNTRANSLATED = """() => {
  const about = 'p, button, label, li, dd, dt, h1, h2, h3, td, th, option, a, span, div';
  const own = 'script, style, kbd, svg, math, [translate="no"], .svelte-flow__attribution';
  const isSeen = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const bare = (text) => /\\p{Letter}{3}/u.test(text) && !/[⟦⟧]/.test(text);
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const text = walker.currentNode.data.trim();
    if (!parent || parent.closest(own) || !isSeen(parent) || !bare(text)) continue;
    if (bare(parent.closest(about)?.textContent ?? text)) found.push(text);
  }
  for (const name of ['aria-label', 'placeholder', 'title'])
    for (const one of document.querySelectorAll(`[${name}]`))
      if (!one.closest(own) && isSeen(one) && bare(one.getAttribute(name)))
        found.push(`${name}: ${one.getAttribute(name)}`);
  return [...new Set(found)];
}"""

# Words that are cut off without saying so: no ellipsis, no scroll bar, no way to the rest.
CUT = """() => [...document.querySelectorAll('header *, aside *, nav *, main *')]
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .filter((one) => one.checkVisibility() && !one.closest('.unseen, .svelte-flow, .u-wrap'))
  .filter((one) => { const style = getComputedStyle(one);
    const isCut = style.overflowX === 'hidden' && style.textOverflow !== 'ellipsis';
    return isCut && one.scrollWidth > one.clientWidth + 1; })
  .map((one) => one.textContent.trim().slice(0, 60))"""

# Parts of the bar that lie on one another.
CROWDED = """() => {
  const parts = [...document.querySelectorAll('.bar .left > *, .bar .centre > *, .bar .right > *')]
    .map((one) => one.getBoundingClientRect()).filter((box) => box.width > 0).sort((a, b) => a.x - b.x);
  return parts.filter((box, i) => i > 0 && box.x < parts[i - 1].right - 1).length; }"""


@pytest.fixture(scope="module")
def many_languages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("languages")
    server = Server.start(folder / "server", [*SHARED, "--languages", str(write_languages(folder / "words"))])
    yield server
    server.stop()


def open_in(page: Page, language: str) -> None:
    page.goto(f"/?lang={language}")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_test_id("connection")).to_contain_text("⟦")
    expect(page.locator("[data-card]").first).to_be_visible()
    expect(page.get_by_test_id("message")).to_contain_text("⟦")


@pytest.mark.parametrize("language", ["qps", "he"])
@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_every_word_is_in_the_language_and_none_is_cut(
    new_context: NewContext, many_languages: Server, language: str, width: int
) -> None:
    page = new_context(base_url=many_languages.url, viewport={"width": width, "height": 900}).new_page()
    open_in(page, language)
    assert page.evaluate(UNTRANSLATED) == []
    assert page.evaluate(CUT) == []
    assert page.evaluate(CROWDED) == 0
    if width < 720:
        for tab in range(1, 5):
            page.get_by_role("navigation").get_by_role("button").nth(tab).click()
            assert page.evaluate(UNTRANSLATED) == [], tab
            assert page.evaluate(CUT) == [], tab
        return
    page.keyboard.press("?")
    page.locator("[data-card='output'], [data-card]").last.locator("header").click()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox").first).to_be_visible()
    assert page.evaluate(UNTRANSLATED) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_right_to_left_the_zones_change_sides_and_the_data_do_not(
    new_context: NewContext, many_languages: Server
) -> None:
    page = new_context(base_url=many_languages.url).new_page()
    open_in(page, "he")
    assert page.locator("html").get_attribute("dir") == "rtl"
    left = {
        name: page.locator(selector).first.evaluate("one => one.getBoundingClientRect().x")
        for name, selector in {"data": ".rail", "panel": ".panel", "first": "[data-card]"}.items()
    }
    assert left["panel"] < left["first"] < left["data"]
    cards = page.evaluate(
        "() => [...document.querySelectorAll('[data-card]')].map(one => one.getBoundingClientRect().x)"
    )
    assert cards == sorted(cards)


def test_a_language_is_chosen_in_the_menu_and_stays(new_context: NewContext, many_languages: Server) -> None:
    page = new_context(base_url=many_languages.url).new_page()
    page.goto("/")
    expect(page.get_by_test_id("connection")).to_have_text("Live")
    session = page.evaluate("history.state.session")
    page.get_by_role("button", name="Export", exact=True).click()
    page.get_by_label("Language", exact=True).select_option("qps")
    expect(page.locator("html")).to_have_attribute("lang", "qps")
    expect(page.get_by_test_id("connection")).to_contain_text("⟦")
    assert page.evaluate("history.state.session") == session
    page.goto("/e/rings")
    expect(page.locator("html")).to_have_attribute("lang", "qps")
