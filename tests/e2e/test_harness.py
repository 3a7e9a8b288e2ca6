"""The fixtures themselves: a page that complains must fail its test."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from support.browser import Complaints


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        ("console.error('oh dear')", r"^console error: oh dear"),
        ("console.warn('hm')", r"^console warning: hm"),
        ("setTimeout(() => { throw new Error('nobody catches me') })", r"^uncaught: .*nobody catches me"),
        ("Promise.reject(new Error('nor me'))", r"^uncaught: .*nor me"),
    ],
)
def test_a_complaint_of_the_page_is_seen_unless_allowed(
    page: Page, complaints: Complaints, script: str, complaint: str
) -> None:
    event = "console" if script.startswith("console") else "weberror"
    with page.context.expect_event(event):
        page.evaluate(f"() => {{ {script} }}")
    assert len(complaints.unexpected()) == 1
    assert re.search(complaint, complaints.unexpected()[0])
    complaints.allow(complaint)
    assert complaints.unexpected() == []


def test_a_missing_file_is_a_complaint(page: Page, complaints: Complaints) -> None:
    with page.context.expect_event("console"):
        page.goto("/api/no-such-thing")
    complaints.allow(r"404 \(Not Found\)")
    assert complaints.seen
    assert complaints.unexpected() == []
