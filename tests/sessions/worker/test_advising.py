"""The coach inside a worker: when it looks, what it tells, and what it takes back."""

from __future__ import annotations

import pytest

from descent.coach import coach
from descent.coach.finding import Finding
from descent.document import Change, Document, change
from descent.examples import load_example
from descent.sessions import orders, reports
from sessions.worker.lab import Lab

RAW = change(load_example("breast_cancer"), [Change(path=["data", "standardise"], value=False)])


@pytest.fixture(autouse=True)
def _looks_follow_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coach, "LEAST_SECONDS", 0.0)


def shown(lab: Lab) -> Finding | None:
    return lab.last(reports.FindingReport)[0].finding


def found(document: Document, code: str) -> Lab:
    lab = Lab(document)
    lab.move("play")
    lab.work(lambda: (finding := shown(lab)) is not None and finding.code == code)
    return lab


def test_a_finding_is_told_once_and_taken_back_by_its_remedy() -> None:
    lab = found(RAW, "unscaled_inputs")
    told = len(lab.all(reports.FindingReport))
    finding = shown(lab)
    assert finding is not None
    lab.edit(change(RAW, finding.remedies[0].changes), 1)
    lab.work(lambda: shown(lab) is None)
    assert len(lab.all(reports.FindingReport)) == told + 1


def test_what_is_silenced_is_not_told_again_until_the_next_reset() -> None:
    lab = found(RAW, "unscaled_inputs")
    lab.runner.obey(orders.SilenceOrder(session=1, codes=["unscaled_inputs"]))
    assert shown(lab) is None
    told, epochs = len(lab.all(reports.FindingReport)), len(lab.records)
    lab.work(lambda: len(lab.records) > epochs + 40)
    assert all(
        report.finding is None or report.finding.code != "unscaled_inputs"
        for report in lab.all(reports.FindingReport)[told:]
    )
    lab.move("reset")
    lab.move("play")
    lab.work(lambda: (finding := shown(lab)) is not None and finding.code == "unscaled_inputs")


def test_a_divergence_is_told_with_the_state_and_goes_with_the_way_back() -> None:
    lab = found(load_example("rate_too_large"), "diverged")
    assert lab.standing.standing.state == "diverged"
    lab.move("rewind")
    assert shown(lab) is None


def test_a_worker_that_takes_over_begins_by_saying_nothing() -> None:
    assert Lab(RAW).all(reports.FindingReport)[0].finding is None
