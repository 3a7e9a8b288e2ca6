"""Records: numbered for good, thinned when there are too many."""

from __future__ import annotations

import pytest

from descent.training import history
from descent.training.history import History, Record


def record(step: int, loss: float = 1.0) -> Record:
    return Record(step, step, loss, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0)


def test_it_reads_like_a_list() -> None:
    kept = History()
    for step in range(10):
        kept.append(record(step))
    assert len(kept) == 10
    assert kept[0].step == 0
    assert kept[-1].step == 9
    assert [r.step for r in kept[7:]] == [7, 8, 9]
    assert [r.step for r in kept[2:8:3]] == [2, 5]
    assert kept[10:] == []
    with pytest.raises(IndexError, match="10 were made"):
        kept[10]


def test_old_records_are_thinned_and_the_numbers_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "BUDGET", 100)
    kept, sent = History(), list[Record]()
    spikes = {123: 9.0, 302: -9.0}
    for step in range(1_000):
        kept.append(record(step, spikes.get(step, 1.0 + step % 2 * 1e-3)))
        if step % 7 == 0:
            sent += kept[len(sent) :]
    sent += kept[len(sent) :]
    assert [r.step for r in sent] == list(range(1_000)), "who reads along misses nothing"
    assert len(kept) == 1_000
    assert len(list(kept)) <= 100
    assert kept[-1].step == 999
    assert {0, 123, 302} <= {r.step for r in kept}, "the first one, and every extreme"
    steps = [r.step for r in kept]
    assert steps == sorted(steps)


def test_records_can_be_taken_back() -> None:
    kept = History()
    for step in range(10):
        kept.append(record(step))
    kept.cut(6)
    kept.append(record(60))
    assert len(kept) == 7
    assert [r.step for r in kept[4:]] == [4, 5, 60]
