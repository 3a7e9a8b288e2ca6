"""Which moments go when there is no room for all."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from descent.sessions.thinning import Spot, surplus
from descent.wire.moments import BranchInfo


def branch(number: int, parent: int | None = None, moment: int | None = None, step: int = 0) -> BranchInfo:
    return BranchInfo(id=number, parent=parent, moment=moment, step=step, time=0.0, first=0)


@st.composite
def recordings(draw: st.DrawFn) -> tuple[list[Spot], dict[int, BranchInfo]]:
    """A tree of branches, each with moments on it; the clock of a moment is the steps trained until then."""
    branches, spots = {0: branch(0)}, [Spot(0, 0, 0, 0, 10, noted=True)]
    clock = 0
    for number in range(draw(st.integers(1, 4))):
        if number:
            at = draw(st.sampled_from(spots))
            branches[number] = branch(number, at.branch, at.id, at.step)
        step = branches[number].step
        for _ in range(draw(st.integers(1, 12))):
            stride = draw(st.integers(0, 30))
            step, clock = step + stride, clock + stride
            size, noted = draw(st.integers(1, 50)), draw(st.booleans())
            spots.append(Spot(len(spots), number, step, clock, size, noted))
    return spots, branches


@settings(max_examples=200, deadline=None, derandomize=True)
@given(recordings(), st.integers(0, 900), st.integers(2, 30), st.sets(st.integers(0, 20), max_size=2))
def test_the_budget_holds_and_what_matters_most_stays(
    recording: tuple[list[Spot], dict[int, BranchInfo]], budget: int, most: int, held: set[int]
) -> None:
    spots, branches = recording
    gone = surplus(spots, branches, max(spot.clock for spot in spots), budget, most, held)
    left = [spot for spot in spots if spot.id not in gone]
    size = sum(spot.size for spot in left)
    assert len(gone) == len(set(gone))
    assert not held & set(gone)
    assert {spot.id for spot in left} <= held or (size <= budget and len(left) <= most)
    present = max(branches)
    tips = {max(spot.id for spot in spots if spot.branch == number) for number in branches}
    newest = max(spot.id for spot in spots if spot.branch == present)
    if 0 in gone:
        assert {spot.id for spot in left} <= held, "the start goes last of all"
    if newest in gone:
        assert {spot.id for spot in left} <= held | {0}, "the newest moment goes after everything but the start"
    if tips & set(gone) - {newest, 0}:
        tips_left = {max((s.id for s in left if s.branch == number), default=None) for number in branches}
        assert {spot.id for spot in left} <= held | {0} | tips_left, "a tip goes when only tips are left"


def long_run(count: int, most: int) -> list[int]:
    """The steps that are left of a run with a moment at every step, thinned as it goes."""
    spots: dict[int, Spot] = {}
    for step in range(count):
        spots[step] = Spot(step, 0, step, step, 1, noted=step == 0)
        for one in surplus(spots.values(), {0: branch(0)}, step, 10**9, most, ()):
            del spots[one]
    return sorted(spots)


def test_old_moments_lie_further_apart_than_new_ones_but_never_very_far() -> None:
    steps = long_run(2_000, 100)
    gaps = [b - a for a, b in pairwise(steps)]
    assert (len(steps), steps[0], steps[-1]) == (100, 0, 1_999)
    oldest, newest = gaps[1:11], gaps[-11:-1]
    assert sum(oldest) > 2 * sum(newest)
    assert max(gaps) < 2_000 * 0.05, "no hole of more than a twentieth of the run"


def test_where_a_setting_was_changed_a_smaller_gap_counts() -> None:
    spots = [Spot(number, 0, number * 10, number * 10, 1, noted=number in {0, 7}) for number in range(20)]
    kept = [spot.id for spot in spots if spot.id not in surplus(spots, {0: branch(0)}, 200, 10**9, 6, ())]
    assert {0, 7, 19} <= set(kept)


def test_of_a_slider_that_was_dragged_while_nothing_trained_hardly_anything_stays() -> None:
    spots = [Spot(0, 0, 0, 0, 1, noted=True)]
    spots += [Spot(number, 0, 50, 50, 1, noted=True) for number in range(1, 30)]
    spots += [Spot(30 + number, 0, 50 + 10 * number, 50 + 10 * number, 1, noted=False) for number in range(1, 5)]
    gone = surplus(spots, {0: branch(0)}, 90, 10**9, 7, ())
    assert {spot.step for spot in spots if spot.id not in gone} == {0, 50, 60, 70, 80, 90}
