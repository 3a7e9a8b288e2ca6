"""The loss curve: scales, values under the pointer and by keys."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from support.desk import Desk, number


def test_log_and_linear_scale_and_the_choice_is_remembered(page: Page) -> None:
    desk = Desk.open(page)
    expect(page.get_by_text("loss, log scale", exact=True)).to_be_visible()
    page.get_by_label("Log scale", exact=True).uncheck()
    expect(page.get_by_text("loss", exact=True)).to_be_visible()
    page.reload()
    desk.ready()
    expect(page.get_by_label("Log scale", exact=True)).not_to_be_checked()


def test_earlier_values_stand_where_the_newest_stand(page: Page) -> None:
    desk = Desk.open(page)
    desk.expect_loss()
    first = desk.loss()
    desk.play()
    desk.wait_for("epoch", 40)
    desk.pause()
    desk.button("Play").blur()
    desk.epochs(1)
    desk.at_rest()
    chart = page.get_by_test_id("loss-chart")
    expect(chart).to_have_attribute("aria-valuenow", str(desk.info()["epoch"]))
    newest = desk.loss()
    assert newest != first
    chart.focus()
    page.keyboard.press("Home")
    expect(chart).to_contain_text("epoch 0")
    assert desk.loss() == first
    page.keyboard.press("End")
    assert desk.loss() == newest
    page.keyboard.press("Escape")
    expect(chart).not_to_contain_text("epoch 0")


def test_pointing_at_the_curve_reads_it(page: Page) -> None:
    desk = Desk.open(page)
    desk.play()
    desk.wait_for("epoch", 40)
    desk.pause()
    chart = page.get_by_test_id("loss-chart")
    box = chart.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 60)
    expect(chart).to_contain_text("epoch 0")
    page.mouse.move(box["x"] + 90, box["y"] + 60)
    expect(chart).not_to_contain_text("epoch 0")
    assert number(page.get_by_test_id("loss-train").inner_text()) > 0


def test_the_newest_values_are_those_of_the_engine(page: Page) -> None:
    """After a pause the printed losses are those of a library run with the same document, to the printed digits."""
    from descent import Document, Trainer

    desk = Desk.open(page, "xor")
    desk.epochs(3)
    trainer = Trainer(Document.model_validate(desk.document()))
    trainer.run(epochs=3)
    record = trainer.evaluate()
    expect(page.get_by_test_id("loss-train")).to_have_text(f"{record.train_loss:.4f}")
    expect(page.get_by_test_id("loss-validation")).to_have_text(f"{record.validation_loss:.4f}")
