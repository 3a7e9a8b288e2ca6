"""The page in a real Chromium, with a listener on its socket."""

from __future__ import annotations

import base64
import json
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

import chromium
from support.server import Server

ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LISTENER = Path(__file__).with_name("wire_log.js")


@contextmanager
def opened(server: Server, document: dict[str, Any]) -> Iterator[tuple[Page, CDPSession]]:
    """A page at 1440 × 900 that has opened `document` and is playing at full speed."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.need(), args=ARGUMENTS)
        context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=server.url, bypass_csp=True)
        context.add_init_script(path=LISTENER)
        page = context.new_page()
        page.goto(link(document))
        page.get_by_role("button", name="Play", exact=True).click()
        page.wait_for_function("wireLog.snapshots > 30")
        yield page, context.new_cdp_session(page)
        # A session that went on without its page would take its share from what is measured next.
        page.get_by_role("button", name="Pause", exact=True).click()
        page.get_by_role("button", name="Play", exact=True).wait_for()
        browser.close()


def link(document: dict[str, Any]) -> str:
    """The address that carries a document: raw deflate of its JSON, in base64url."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = deflate.compress(json.dumps(document).encode()) + deflate.flush()
    return "/#" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def watched_by_page(server: Server, document: dict[str, Any]) -> list[dict[str, Any]]:
    """The probes that a page at 1440 × 900 asks for when it shows `document`."""
    with opened(server, document) as (page, _):
        return page.evaluate("wireLog.watched")


def counters(page: Page) -> dict[str, float]:
    """What has been counted so far, with the moment (s, the page's clock)."""
    return page.evaluate(
        """() => ({ at: performance.now() / 1000, bytes: wireLog.bytes, snapshots: wireLog.snapshots,
                    frames: wireLog.frames, epoch: wireLog.epoch, step: wireLog.step })"""
    )


def busy(session: CDPSession) -> float:
    """Seconds that the page's main thread has spent in tasks."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(one["value"] for one in metrics if one["name"] == "TaskDuration")


def rates(page: Page, session: CDPSession, seconds: float) -> dict[str, float]:
    """Per second of the page's clock, over a stretch of training at full speed."""
    session.send("Performance.enable")
    first, busy_first = counters(page), busy(session)
    time.sleep(seconds)
    last, busy_last = counters(page), busy(session)
    span = last["at"] - first["at"]
    per_second = {key: (last[key] - first[key]) / span for key in ("bytes", "snapshots", "frames", "epoch", "step")}
    return {**per_second, "main_thread": (busy_last - busy_first) / span}
