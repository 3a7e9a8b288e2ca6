"""Metric records: numbered, never lost, thinned by extremes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent.sessions.history import History, Rows
from descent.wire.metrics import WIDTH


def records(*steps: int, loss: float = 1.0) -> Rows:
    rows = np.zeros((len(steps), WIDTH))
    rows[:, 0] = steps
    rows[:, 2] = rows[:, 3] = loss
    return rows


@given(st.lists(st.integers(1, 40), max_size=20), st.integers(1, 50))
def test_a_client_gets_every_record_once_and_in_order(batches: list[int], most: int) -> None:
    history, got, cursor, made = History(10_000), [], 0, 0
    for size in batches:
        history.append(made, records(*range(made, made + size)))
        made += size
        first, rows = history.since(cursor, most)
        got += rows[:, 0].tolist()
        cursor = first + len(rows)
    while cursor < made:
        first, rows = history.since(cursor, most)
        got += rows[:, 0].tolist()
        cursor = first + len(rows)
    assert got == list(range(made))


def test_records_made_again_after_a_crash_are_left_out() -> None:
    history = History(1_000)
    history.append(0, records(0, 10, 20))
    history.append(1, records(10, 20, 30))
    history.append(0, records(0))
    assert history.since(0, 99)[1][:, 0].tolist() == [0, 10, 20, 30]
    assert history.end == 4


def test_a_gap_is_an_error() -> None:
    with pytest.raises(ValueError, match="records 0 to 4 are missing"):
        History(1_000).append(5, records(1))


def test_thinning_keeps_extremes_and_the_newest_and_says_what_is_left_out() -> None:
    history = History(400)
    rows = records(*range(2_000))
    rows[:, 2] = 1 + np.sin(np.arange(2_000))
    rows[37, 2] = 99.0
    rows[40, 3] = -99.0
    for start in range(0, 2_000, 50):
        history.append(start, rows[start : start + 50])
    first, kept = history.since(0, 10_000)
    steps = kept[:, 0].tolist()
    assert len(kept) <= 400
    assert first + len(kept) == 2_000 == history.end
    assert steps == sorted(set(steps))
    assert {0, 37, 40} <= set(steps)
    assert steps[-100:] == list(range(1_900, 2_000))


def test_reading_a_thinned_history_in_parts_ends_at_its_end() -> None:
    history = History(400)
    for start in range(0, 3_000, 50):
        history.append(start, records(*range(start, start + 50)))
    cursor, seen = 0, 0
    while cursor < history.end:
        first, rows = history.since(cursor, 64)
        assert first >= cursor
        cursor, seen = first + len(rows), seen + len(rows)
    assert seen == len(history.since(0, 10_000)[1])


def test_thinning_keeps_where_a_new_series_begins() -> None:
    history = History(400)
    rows = records(*range(100), *range(60, 500))
    history.append(0, rows)
    steps = history.since(0, 10_000)[1][:, 0]
    (breaks,) = np.nonzero(np.diff(steps) <= 0)
    assert [(steps[b], steps[b + 1]) for b in breaks] == [(99, 60)]


def test_nothing_but_new_series_still_keeps_the_budget() -> None:
    history = History(100)
    for number in range(1_000):
        history.append(number, records(0))
    assert len(history.since(0, 10_000)[1]) <= 100


def test_losses_that_are_no_numbers_do_not_disturb_thinning() -> None:
    history = History(100)
    history.append(0, records(*range(300), loss=np.nan))
    assert history.since(0, 10_000)[1][0, 0] == 0
