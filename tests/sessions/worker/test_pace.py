"""How many steps may be taken when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent.sessions.worker.pace import Pace, RateMeter


def test_without_a_limit_any_number_is_allowed() -> None:
    assert Pace(None, 0.0).allowed(5.0) is None


def test_slow_motion_takes_one_step_a_second() -> None:
    pace, taken = Pace(1.0, 0.0), []
    for tick in range(0, 5_000, 7):
        now = tick / 1_000
        for _ in range(pace.allowed(now) or 0):
            pace.took(1)
            taken.append(now)
    assert taken == pytest.approx([0, 1, 2, 3, 4], abs=0.008)


@given(st.floats(2, 5_000), st.lists(st.floats(0.0005, 0.05), min_size=20, max_size=200))
def test_the_rate_is_kept_however_turns_fall(rate: float, gaps: list[float]) -> None:
    pace, now, steps = Pace(rate, 0.0), 0.0, 0
    for gap in gaps:
        now += gap
        allowed = pace.allowed(now)
        assert allowed is not None
        pace.took(allowed)
        steps += allowed
    assert abs(steps - now * rate) <= 2


def test_a_long_stop_is_not_made_up_for_by_a_burst() -> None:
    pace = Pace(100.0, 0.0)
    assert pace.allowed(60.0) == pytest.approx(25, abs=1)


def test_the_meter_counts_the_last_half_second() -> None:
    meter = RateMeter()
    for tick in range(1_000):
        meter.note(tick * 0.002, 10 if tick < 500 else 40)
    assert meter.rate == pytest.approx(40 / 0.002, rel=0.01)


def test_the_meter_tells_slow_motion_too() -> None:
    meter = RateMeter()
    assert meter.rate == 0
    for second in range(4):
        meter.note(float(second), 1)
    assert meter.rate == pytest.approx(1.0)
    meter.clear()
    assert meter.rate == 0
