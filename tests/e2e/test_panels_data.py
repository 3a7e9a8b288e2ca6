"""What goes in: datasets, noise, split, seed, standardising and features."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from support.desk import Desk


def test_another_dataset_is_chosen_by_its_picture(page: Page) -> None:
    desk = Desk.open(page)
    page.get_by_role("radio", name="Moons").check(force=True)
    desk.wait_for_document("data", "dataset", "kind", value="moons")
    desk.play()
    desk.wait_for("epoch", 2)


def test_digits_bring_what_they_need_and_one_undo_takes_it_back(page: Page) -> None:
    desk = Desk.open(page)
    before = desk.document()
    page.get_by_role("radio", name="Images").check(force=True)
    page.get_by_role("radio", name="Digits").check(force=True)
    expect(page.get_by_text("Flatten was put after the input.")).to_be_visible()
    desk.wait_for_document("training", "loss", "kind", value="categorical_cross_entropy")
    expect(page.get_by_test_id("sample")).to_be_visible()
    desk.button("Undo").click()
    desk.wait_for_document("data", "dataset", "kind", value="spiral")
    after = desk.document()
    assert after["training"] == before["training"]
    assert [node["id"] for node in after["network"]["nodes"]] == [node["id"] for node in before["network"]["nodes"]]


def test_noise_and_validation_share_act_while_training(page: Page) -> None:
    desk = Desk.open(page)
    desk.play()
    desk.wait_for("epoch", 2)
    desk.slide("Noise", 0.5)
    desk.wait_for_document("data", "dataset", "noise", value=0.5)
    page.locator("summary").get_by_text("Split", exact=True).click()
    desk.slide("Validation share", 50)
    desk.wait_for_document("data", "validation_share", value=0.5)
    expect(desk.message).to_contain_text("Training on 250 points; 250 are held back")
    assert desk.info()["state"] == "running"


def test_a_new_seed_makes_other_points(page: Page) -> None:
    desk = Desk.open(page)
    page.locator("summary").get_by_text("Split", exact=True).click()
    seed = desk.document()["data"]["seed"]
    desk.button("Another").click()
    expect(page.get_by_label("Data seed", exact=True)).not_to_have_value(str(seed))
    desk.fill("Data seed", "12")
    desk.wait_for_document("data", "seed", value=12)


def test_features_are_switches_and_one_stays_on(page: Page) -> None:
    desk = Desk.open(page)
    page.get_by_role("switch", name="sine of x1").click()
    desk.wait_for_document("data", "features", value=["x1", "x2", "sin(x1)"])
    for name in ("x1", "x2"):
        page.get_by_role("switch", name=name, exact=True).click()
    desk.wait_for_document("data", "features", value=["sin(x1)"])
    expect(page.get_by_role("switch", name="sine of x1")).to_have_attribute("aria-disabled", "true")


def test_inputs_can_be_standardised(page: Page) -> None:
    desk = Desk.open(page)
    page.locator("summary").get_by_text("Split", exact=True).click()
    page.get_by_label("Standardise inputs", exact=True).check()
    desk.wait_for_document("data", "standardise", value=True)
