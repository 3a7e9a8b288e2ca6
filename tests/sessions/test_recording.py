"""Moments and branches as the server keeps them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from descent.problems import Refused
from descent.sessions.recording import Recording
from descent.sessions.reports import BranchStart, CheckpointReport, Origin
from descent.sessions.story import Story
from descent.wire.events import StateInfo
from descent.wire.metrics import WIDTH
from descent.wire.moments import Why
from sessions.drawings import SPIRAL


class Desk:
    """A recording, and a worker that reports to it: a record a moment."""

    def __init__(self, budget: int = 10_000, most: int = 100) -> None:
        self.story = Story(SPIRAL, 10_000)
        self.recording = Recording(self.story, budget, most)
        self.told: list[dict[str, Any]] = []
        self.report(0, "start", self.branch("open"))

    def branch(self, origin: Origin, moment: int | None = None) -> BranchStart:
        return BranchStart(origin=origin, moment=moment, first=self.story.history.end)

    def report(self, step: int, why: Why | None = "time", branch: BranchStart | None = None, size: int = 10) -> None:
        report = CheckpointReport(
            session=1,
            revision=0,
            records=0,
            moves=0,
            standing=StateInfo(state="paused", step=step, epoch=step // 35, problem=None, rewind_step=None),
            why=why,
            branch=branch,
            time=step / 35,
        )
        events = self.recording.checkpoint(report, bytes(size), SPIRAL)
        self.told += [event.model_dump() for event in events]
        row = np.zeros((1, WIDTH))
        row[0, 0] = step
        self.story.history.append(self.story.history.end, row)

    def go_to(self, moment: int) -> None:
        kept = self.recording.take(moment)
        self.report(kept.info.step, None, self.branch("goto", moment))
        self.recording.arrived()

    @property
    def steps(self) -> list[tuple[int, int]]:
        """Branch and step of each moment."""
        return [(moment.branch, moment.step) for moment in self.recording.moments]

    @property
    def ways(self) -> list[tuple[int, int | None, int]]:
        """Each branch with its parent and the step that it begins at."""
        return [(branch.id, branch.parent, branch.step) for branch in self.recording.branches]


def test_what_is_told_makes_the_same_recording_elsewhere() -> None:
    desk = Desk(most=6)
    for step in range(5, 60, 5):
        desk.report(step)
    desk.go_to(desk.recording.moments[2].id)
    desk.go_to(0)
    for step in range(5, 60, 5):
        desk.report(step)
    moments, branches = {}, {}
    for event in desk.told:
        match event:
            case {"type": "moment", **moment}:
                moments[moment["id"]] = moment
            case {"type": "branch", **branch}:
                branches[branch["id"]] = branch
            case {"ids": ids, "branches": gone}:
                moments = {number: moment for number, moment in moments.items() if number not in ids}
                branches = {number: branch for number, branch in branches.items() if number not in gone}
    assert [moment.model_dump() for moment in desk.recording.moments] == list(moments.values())
    assert [branch.model_dump() for branch in desk.recording.branches] == list(branches.values())
    assert len(moments) == 6


def test_playing_from_the_past_is_a_branch_and_the_future_stays() -> None:
    desk = Desk()
    for step in (10, 20, 30):
        desk.report(step)
    desk.go_to(1)
    desk.report(15)
    assert desk.ways == [(0, None, 0), (1, 0, 10)]
    assert desk.steps == [(0, 0), (0, 10), (0, 20), (0, 30), (1, 15)]
    desk.go_to(3)
    desk.report(40)
    assert desk.ways == [(0, None, 0), (1, 0, 10), (2, 0, 30)]


def test_dragging_through_the_past_leaves_no_trace() -> None:
    desk = Desk()
    for step in (10, 20, 30):
        desk.report(step)
    for moment in (1, 2, 1, 0, 3, 2):
        desk.go_to(moment)
    assert [way[1:] for way in desk.ways] == [(None, 0), (0, 20)]
    assert desk.steps == [(0, 0), (0, 10), (0, 20), (0, 30)]
    history = desk.story.history
    first, before = history.since(0, 99)
    last, after = history.since(first + len(before), 99)
    assert (before[:, 0].tolist(), after[:, 0].tolist()) == ([0, 10, 20, 30], [20])
    assert (first, last) == (0, desk.recording.branches[-1].first), "a frame never holds records of two branches"


def test_a_reset_of_what_has_not_trained_leaves_one_beginning() -> None:
    desk = Desk()
    for _ in range(3):
        desk.report(0, "start", desk.branch("reset"))
    assert [way[1:] for way in desk.ways] == [(None, 0)]
    assert desk.steps == [(3, 0)]
    desk.report(10)
    desk.report(0, "start", desk.branch("reset"))
    assert [way[1:] for way in desk.ways] == [(None, 0), (None, 0)]


def test_going_back_to_the_beginning_does_not_forget_the_beginning() -> None:
    desk = Desk()
    desk.go_to(0)
    desk.go_to(0)
    assert desk.steps == [(0, 0)]
    assert [way[1:] for way in desk.ways] == [(None, 0), (0, 0)]


def test_a_rewind_to_before_its_branch_grows_from_the_branch_before() -> None:
    desk = Desk()
    for step in (10, 20, 30):
        desk.report(step)
    desk.go_to(2)
    desk.report(25, "rest")
    desk.report(15, "start", desk.branch("rewind"))
    assert desk.ways[-1] == (2, 0, 15)


def test_a_tree_of_many_branches_stays_within_its_budget_and_forgets_what_has_no_moment_left() -> None:
    desk = Desk(budget=200, most=12)
    for number in range(40):
        moments = desk.recording.moments
        desk.go_to(moments[number * 7 % len(moments)].id)
        for step in range(1, 5):
            desk.report(desk.recording.branches[-1].step + 10 * step, size=10 + number % 5)
        assert desk.recording.bytes <= 200
        assert len(desk.recording.moments) <= 12
        known = {branch.id for branch in desk.recording.branches}
        assert all(branch.parent is None or branch.parent in known for branch in desk.recording.branches)
        assert all(moment.branch in known for moment in desk.recording.moments)
    assert desk.recording.moments[0].id == 0, "the beginning is still there"
    inner = {branch.parent for branch in desk.recording.branches}
    used = {moment.branch for moment in desk.recording.moments} | {desk.recording.present}
    assert known <= inner | used, "a branch that leads nowhere is gone"


def test_a_moment_that_is_larger_than_the_budget_is_not_kept() -> None:
    desk = Desk(budget=50)
    desk.report(10, size=51)
    assert desk.steps == [(0, 0)]
    assert desk.recording.bytes == 10


def test_a_moment_that_somebody_is_on_the_way_to_does_not_go() -> None:
    desk = Desk(most=3)
    desk.report(10)
    kept = desk.recording.take(1)
    for step in range(20, 100, 10):
        desk.report(step)
    desk.report(kept.info.step, None, desk.branch("goto", 1))
    assert desk.ways[-1] == (1, 0, 10)


def test_a_moment_that_is_gone_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="no longer in the recording"):
        Desk().recording.take(99)
