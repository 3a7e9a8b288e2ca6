"""The document and the weights go out as files and come in again; the link holds the document."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from support.desk import Desk, NewContext


def choose(page: Page, item: str, path: Path) -> None:
    """Opens a file from the Export menu."""
    page.get_by_role("button", name="Export").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=re.compile(f"^{item}")).click()
    chooser.value.set_files(path)


def download(page: Page, item: str, folder: Path) -> Path:
    """Takes a file from the Export menu."""
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as started:
        page.get_by_role("button", name=re.compile(f"^{item}")).click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def test_a_document_goes_out_and_comes_in_as_a_session_of_its_own(page: Page, tmp_path: Path) -> None:
    desk = Desk.open(page)
    desk.fill("Name of the document", "My spiral")
    desk.wait_for_document("name", value="My spiral")
    first = desk.session
    path = download(page, "Download document", tmp_path)
    assert path.name == "my-spiral.json"
    assert json.loads(path.read_text()) == desk.document()
    Desk.open(page, "xor")
    choose(page, "Open a document", path)
    expect(page.get_by_label("Name of the document")).to_have_value("My spiral")
    desk.ready()
    assert desk.session != first
    assert desk.document()["name"] == "My spiral"


def test_weights_go_out_and_come_in_again(page: Page, tmp_path: Path) -> None:
    desk = Desk.open(page)
    desk.play()
    desk.wait_for("epoch", 5)
    desk.pause()
    path = download(page, "Download weights", tmp_path)
    assert path.suffix == ".safetensors"
    desk.button("Reset").click()
    expect(page.get_by_test_id("step")).to_have_text("0")
    choose(page, "Load weights", path)
    expect(page.get_by_text("The weights of two-spirals.safetensors are in the network.")).to_be_visible()
    assert page.request.get(f"/api/sessions/{desk.session}/weights").body() == path.read_bytes()


def test_a_file_that_is_no_document_is_refused_in_words(page: Page, tmp_path: Path) -> None:
    desk = Desk.open(page)
    session = desk.session
    path = tmp_path / "list.json"
    path.write_text("[1, 2, 3]")
    choose(page, "Open a document", path)
    expect(desk.message).to_contain_text("This link or file does not hold a document of Descent.")
    assert desk.session == session
    desk.button("Got it").click()
    expect(desk.message).not_to_contain_text("does not hold")


def test_weights_that_do_not_fit_are_refused_in_words(page: Page, tmp_path: Path, complaints: object) -> None:
    complaints.allow("422")  # type: ignore[attr-defined]
    desk = Desk.open(page, "xor")
    path = download(page, "Download weights", tmp_path)
    Desk.open(page)
    choose(page, "Load weights", path)
    expect(desk.message).to_contain_text("Load those of a network that was built alike.")


def test_a_link_opened_elsewhere_gives_the_same_document(page: Page, new_context: NewContext) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk = Desk.open(page)
    desk.fill("Name of the document", "Shared & “sent”")
    desk.slide("Learning rate", 0.2)
    desk.wait_for_document("training", "learning_rate", value=0.001)
    desk.button("Share").click()
    expect(page.get_by_text("Link copied.")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    other = Desk(new_context().new_page())
    other.page.goto(link)
    other.ready()
    expect(other.page.get_by_label("Name of the document")).to_have_value("Shared & “sent”")
    assert other.document() == desk.document()
    assert other.session != desk.session
