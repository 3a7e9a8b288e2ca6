"""Browser tests: Chromium, a fresh context for every test, and no complaint in the console.

    def test_it_learns(page, server): page.goto(server.url) …

`page` is a page of `context`; `new_context(color_scheme="dark")` makes more. All of them are watched: a console error
or warning, an uncaught error or a failed request fails the test, unless the test said `complaints.allow(pattern)`.
A failing test leaves a screenshot of each page and a trace in test-results/ (open it with `playwright show-trace`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright

import chromium
from support.browser import ARGUMENTS, Complaints
from support.server import Server

RESULTS = Path(__file__).resolve().parents[2] / "test-results"
VIEWPORT = {"width": 1440, "height": 900}
TIMEOUT = 15_000  # ms, of every action and expectation: a busy machine is no failure
expect.set_options(timeout=TIMEOUT)

NewContext = Callable[..., BrowserContext]

failed = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Lets the fixtures know, at their end, whether the test failed."""
    report: Any = yield
    if report.failed:
        item.stash[failed] = True
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium.need(), args=list(ARGUMENTS))
        yield running
        running.close()


@pytest.fixture
def complaints() -> Complaints:
    """What the pages complain about; `complaints.allow(pattern)` for what a test provokes."""
    return Complaints()


@pytest.fixture
def new_context(
    browser: Browser, server: Server, complaints: Complaints, request: pytest.FixtureRequest
) -> Iterator[NewContext]:
    """Makes browser contexts, as of different people; `page.goto("/")` is the session's server unless told else."""
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(**{"viewport": VIEWPORT, "base_url": server.url, **options})
        context.set_default_timeout(TIMEOUT)
        context.tracing.start(snapshots=True, sources=True)
        complaints.watch(context)
        contexts.append(context)
        return context

    yield make
    unexpected = complaints.unexpected()
    keep = bool(unexpected) or request.node.stash.get(failed, False)
    for number, context in enumerate(contexts):
        close(context, RESULTS / name(request.node.nodeid) / str(number) if keep else None)
    assert not unexpected, "\n".join(unexpected)


@pytest.fixture
def context(new_context: NewContext) -> BrowserContext:
    """The test's first context."""
    return new_context()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """The test's first page, blank."""
    return context.new_page()


def name(nodeid: str) -> str:
    """A folder's name for a test."""
    return re.sub(r"[^a-z0-9]+", "-", nodeid.lower()).strip("-")[-120:]


def close(context: BrowserContext, folder: Path | None) -> None:
    """Closes a context; into `folder`, when given, go its pages' screenshots and its trace."""
    if folder is None:
        context.close()
        return
    folder.mkdir(parents=True, exist_ok=True)
    try:
        for number, page in enumerate(context.pages):
            page.screenshot(path=folder / f"page-{number}.png", timeout=5_000)
        context.tracing.stop(path=folder / "trace.zip")
    except Error as problem:
        (folder / "no-picture.txt").write_text(str(problem), encoding="utf-8")
    finally:
        context.close()
