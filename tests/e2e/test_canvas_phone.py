"""The drawing on a phone: rows down the page, buttons instead of dragging."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from support.desk import Desk, NewContext
from support.drawing import box

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}


@pytest.fixture
def phone(new_context: NewContext) -> Page:
    page = new_context(**PHONE).new_page()
    page.goto("/e/spiral")
    expect(row(page, "Dense 1")).to_be_visible()
    Desk(page).wait_for_rest()
    return page


def row(page: Page, name: str) -> Locator:
    return page.locator("[data-card]").filter(has=page.get_by_role("button", name=name).first)


def test_the_network_flows_down_the_page_into_its_output(phone: Page) -> None:
    tops = [box(one)["y"] for one in phone.locator("[data-card]").all()]
    assert tops == sorted(tops)
    assert len(tops) == 5
    for one in phone.locator("[data-unit]").all():
        at = box(one)
        assert at["x"] >= 0
        assert at["x"] + at["width"] <= 390
    assert phone.evaluate("() => document.documentElement.scrollWidth") == 390


def test_units_are_added_and_the_layer_trains_on(phone: Page) -> None:
    phone.get_by_role("button", name="Play").tap()
    phone.get_by_role("button", name="One unit more in Dense 1").tap()
    expect(row(phone, "Dense 1")).to_contain_text("9 units")
    expect(row(phone, "Dense 1").locator("[data-unit]")).to_have_count(9)
    Desk(phone).wait_for_document("network", "nodes", 1, "layer", "units", value=9)


def test_a_tapped_layer_has_buttons_to_move_and_delete_it(phone: Page) -> None:
    row(phone, "Dense 2").get_by_role("button", name="Dense 2").first.tap()
    actions = phone.get_by_role("toolbar", name="Actions for Dense 2")
    expect(actions).to_be_in_viewport()
    expect(row(phone, "Dense 2")).to_be_in_viewport()
    actions.get_by_role("button", name="Move right").tap()
    expect(phone.locator("[data-card]").nth(3)).to_contain_text("Dense 2")
    actions.get_by_role("button", name="Delete").tap()
    expect(phone.locator("[data-card]")).to_have_count(4)
    expect(actions).to_be_hidden()


def test_a_layer_is_added_from_the_palette_by_a_tap(phone: Page) -> None:
    phone.get_by_role("navigation").get_by_role("button", name="Data").tap()
    phone.locator('[data-layer="dense"]').tap()
    phone.get_by_role("navigation").get_by_role("button", name="Network").tap()
    expect(row(phone, "Dense 4")).to_be_visible()


def test_what_can_be_hit_is_large_enough_for_a_finger(phone: Page) -> None:
    row(phone, "Dense 2").get_by_role("button", name="Dense 2").first.tap()
    for button in phone.get_by_role("toolbar", name="Actions for Dense 2").get_by_role("button").all():
        assert box(button)["height"] >= 44


def test_other_networks_are_panned_and_zoomed(phone: Page) -> None:
    phone.goto("/e/digits")
    expect(phone.locator('[data-card="input"]')).to_be_in_viewport()
    expect(phone.get_by_role("toolbar", name="Zoom")).to_be_visible()
    phone.get_by_role("button", name="Fit").tap()
    expect(phone.locator('[data-card="input"]')).to_be_in_viewport()
