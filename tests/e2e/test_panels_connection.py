"""The connection as a dot and a word; losing it costs nothing; notices are read once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from playwright.sync_api import Page, WebSocketRoute, expect

from support.browser import Complaints
from support.desk import Desk


@dataclass
class Line:
    """The wire between page and server, which a test can cut."""

    cut: bool = False
    routes: list[WebSocketRoute] = field(default_factory=list[WebSocketRoute])

    def lay(self, page: Page) -> None:
        page.route_web_socket("**/socket**", self._connect)

    def _connect(self, route: WebSocketRoute) -> None:
        if self.cut:
            route.close(code=1012)
            return
        route.connect_to_server()
        self.routes.append(route)

    def drop(self) -> None:
        """Cuts it, and keeps it cut."""
        self.cut = True
        for route in self.routes:
            route.close(code=1012)
        self.routes.clear()


def test_a_lost_connection_is_said_and_comes_back_with_nothing_lost(page: Page) -> None:
    line = Line()
    line.lay(page)
    desk = Desk.open(page)
    desk.play()
    desk.wait_for("epoch", 3)
    line.drop()
    expect(page.get_by_test_id("connection")).to_contain_text("Reconnecting")
    expect(desk.message).to_contain_text("Connection lost. Training goes on; reconnecting")
    before = desk.info()["step"]
    line.cut = False
    expect(page.get_by_test_id("connection")).to_have_text("Live")
    desk.wait_for("step", before + 1)
    assert desk.info()["state"] == "running"
    expect(desk.button("Pause")).to_be_visible()


def test_what_is_changed_without_a_connection_is_sent_when_it_is_back(page: Page) -> None:
    line = Line()
    line.lay(page)
    desk = Desk.open(page)
    line.drop()
    expect(page.get_by_test_id("connection")).to_contain_text("Reconnecting")
    desk.fill("Batch size", "25")
    assert desk.document()["training"]["batch_size"] == 10
    # With seconds left on the clock, so that it is the button that brings it back.
    expect(page.get_by_test_id("connection")).to_have_text(re.compile(r"\([2-9] s\)"), timeout=20_000)
    line.cut = False
    desk.button("Try now").click()
    expect(page.get_by_test_id("connection")).to_have_text("Live", timeout=1_500)
    desk.wait_for_document("training", "batch_size", value=25)


def test_without_a_network_it_says_so_and_comes_back_with_it(page: Page, complaints: Complaints) -> None:
    complaints.allow("ERR_INTERNET_DISCONNECTED")  # it tries again and again: a server on this machine needs no network
    desk = Desk.open(page)
    desk.play()
    desk.wait_for("epoch", 3)
    page.context.set_offline(True)
    expect(page.get_by_test_id("connection")).to_contain_text("Reconnecting")
    share, rate = desk.button("Share").bounding_box(), page.get_by_test_id("rate").bounding_box()
    assert share
    assert rate
    assert share["x"] >= rate["x"] + rate["width"], "the words of the connection push nothing over the counters"
    page.context.set_offline(False)
    expect(page.get_by_test_id("connection")).to_have_text("Live")
    step = desk.count("step")
    desk.wait_for("step", step + 1)


def test_a_notice_stays_until_it_is_read(page: Page) -> None:
    line = Line()
    line.lay(page)
    desk = Desk.open(page)
    notice = '{"type": "notice", "problem": {"code": "session.worker_restarted", "params": {}, "node": null}}'
    line.routes[0].send(notice)
    expect(desk.message).to_contain_text("The process that trains this network ended and was replaced.")
    desk.button("Got it").click()
    expect(desk.message).to_have_text("Press play. Each square is what one neuron sees.")
