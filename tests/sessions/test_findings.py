"""Findings on the server: told to everybody, repeated to who comes later, silenced across workers."""

from __future__ import annotations

from typing import Any

import pytest

from descent.sessions import orders, reports
from sessions.office import Office, Worker, events, heard

FINDING: dict[str, Any] = {
    "code": "overfitting",
    "severity": "note",
    "words": "coach.overfitting",
    "params": {"epoch": 12},
    "evidence": {"outlined": [], "stretch": None, "settings": [["training", "l2"]]},
    "remedies": [],
}


@pytest.fixture
async def office() -> Any:
    office = Office()
    yield office
    office.session.close()


async def test_a_finding_reaches_everybody_and_who_comes_later(office: Office) -> None:
    client = office.session.attach(0)
    office.report(reports.FindingReport, finding=FINDING)
    assert events(client, "finding")[-1]["finding"] == FINDING
    (hello,) = events(office.session.attach(0), "hello")
    assert hello["finding"] == FINDING
    office.report(reports.FindingReport, finding=None)
    assert events(client, "finding")[-1]["finding"] is None


async def test_not_now_is_passed_on_and_told_to_the_next_worker(office: Office) -> None:
    client = office.session.attach(0)
    assert office.say(client, "not_now", code="overfitting")["type"] == "ack"
    assert office.worker.last(orders.SilenceOrder).codes == ["overfitting"]
    office.say(client, "not_now", code="plateau")
    office.session.lost(blamed=False)
    worker = Worker()
    office.session.adopt(worker)
    assert worker.last(orders.SilenceOrder).codes == ["overfitting", "plateau"]


async def test_a_reset_is_another_run(office: Office) -> None:
    client = office.session.attach(0)
    office.say(client, "not_now", code="overfitting")
    office.say(client, "reset")
    office.session.lost(blamed=False)
    worker = Worker()
    office.session.adopt(worker)
    assert worker.last(orders.SilenceOrder).codes == []
    assert heard(client)
