"""Moments that a runner keeps, and going to one of them: what stands there is what a run stopped there has."""

from __future__ import annotations

import numpy as np
import pytest

from descent.document import Document
from descent.examples import load_example
from descent.problems import Diverged
from descent.sessions import orders, reports
from descent.training.trainer import Trainer
from sessions.drawings import SPIRAL, changed
from sessions.worker.lab import Lab, same

EPOCH = 35
ADAM = changed(SPIRAL, "training", "optimizer", to={"kind": "adam"})
DECAY = changed(ADAM, "training", "schedule", to={"kind": "cosine", "epochs": 9})
DROPOUT = changed(DECAY, "network", "nodes", 1, "layer", "units", to=7)
WILD = load_example("rate_too_large")


def go_to(lab: Lab, moment: reports.CheckpointReport, raw: bytes, document: Document, revision: int = 0) -> None:
    lab.moves += 1
    order = orders.GotoOrder(session=1, number=lab.moves, moment=0, document=document, revision=revision)
    lab.runner.obey(order, raw)


def moments(lab: Lab) -> list[tuple[reports.CheckpointReport, bytes]]:
    return [
        (report, raw)
        for report, raw in lab.reports
        if isinstance(report, reports.CheckpointReport) and report.why is not None
    ]


def whys(lab: Lab) -> list[tuple[str | None, int]]:
    return [(report.why, report.standing.step) for report, _ in moments(lab)]


@pytest.mark.parametrize("document", [SPIRAL, ADAM, DECAY], ids=["plain", "adam", "decay"])
def test_every_moment_of_a_run_is_that_of_a_fresh_run_stopped_there(document: Document) -> None:
    """Parameters, the record there, the next 50 steps and their records: bit for bit, also within an epoch."""
    lab = Lab(document, checkpoint_seconds=1e-9, slice_seconds=1e-6)
    lab.runner._moments.keeper._credit = 1e9
    lab.move("play")
    lab.train_to(4 * EPOCH)
    kept = moments(lab)
    assert len(kept) > 3
    for report, raw in kept[-1], kept[1], kept[len(kept) // 2]:
        told = len(lab.reports)
        go_to(lab, report, raw, document)
        fresh = Trainer(document)
        if report.standing.step:
            fresh.advance(600, report.standing.step)
        assert same(lab.parameters(), fresh.parameters())
        (record,) = [np.frombuffer(raw) for one, raw in lab.reports[told:] if isinstance(one, reports.RecordsReport)][
            -1:
        ]
        np.testing.assert_array_equal(record, np.array(fresh.evaluate(), float))
        assert (lab.standing.standing.state, lab.standing.standing.step) == ("paused", fresh.step_count)
        made, known = len(fresh.history), len(lab.records)
        fresh.advance(600, 50)
        for _ in range(50):
            lab.move("step", "step")
            lab.runner.work()
        assert same(lab.parameters(), fresh.parameters())
        ends = [row for row in lab.records[known:] if row[0] % EPOCH == 0]
        np.testing.assert_array_equal(ends, np.array(list(fresh.history)[made:], float))


def test_a_change_leaves_the_moment_before_it_and_the_moment_after_it() -> None:
    lab = Lab(SPIRAL, checkpoint_seconds=1e9)
    lab.move("play")
    lab.train_to(3 * EPOCH)
    step = lab.runner.step
    lab.edit(DROPOUT, 1)
    lab.runner.work()
    before, after = moments(lab)[-2:]
    assert [(one.why, one.standing.step) for one, _ in (before, after)] == [("change", step)] * 2
    lab.move("pause")
    go_to(lab, *before, SPIRAL, 2)
    fresh = Trainer(SPIRAL)
    fresh.advance(600, step)
    assert same(lab.parameters(), fresh.parameters())
    assert lab.last(reports.GraphReport)[0].graph.nodes["dense_1"].shape == [4]
    go_to(lab, *after, DROPOUT, 3)
    fresh.apply(DROPOUT)
    assert same(lab.parameters(), fresh.parameters())
    assert lab.last(reports.GraphReport)[0].graph.nodes["dense_1"].shape == [7]


def test_a_weight_that_is_set_leaves_the_moment_before_it_and_can_be_had_back() -> None:
    lab = Lab(SPIRAL, checkpoint_seconds=1e9)
    lab.move("play")
    lab.train_to(EPOCH)
    lab.move("pause")
    learnt = lab.parameters()
    before = moments(lab)[-1]
    place = orders.Place(node="dense_1", unit=2, input=0)
    for number, value in enumerate((1.0, 2.0, 4.0)):
        lab.runner.obey(orders.WeightOrder(session=1, number=number, place=place, value=value))
    typed = lab.parameters()
    assert typed["dense_1.weight"][2, 0] == 4
    go_to(lab, *before, SPIRAL)
    assert same(lab.parameters(), learnt)
    assert [why for why, _ in whys(lab)[-2:]] == ["rest", "left"], "one before it, one after it"
    go_to(lab, *moments(lab)[-1], SPIRAL)
    assert same(lab.parameters(), typed)


def test_a_dragged_slider_leaves_the_moment_before_it_and_the_one_after_it_and_no_more() -> None:
    lab = Lab(SPIRAL, checkpoint_seconds=1e9)
    for _ in range(3):
        lab.move("step", "step")
        lab.runner.work()
    known = len(moments(lab))
    for number in range(1, 30):
        lab.edit(changed(SPIRAL, "training", "learning_rate", to=number / 100), number)
        lab.runner.work()
    lab.move("play")
    lab.train_to(40)
    assert whys(lab)[known:] in ([("change", 3)], [("change", 3), ("change", lab.runner.step)])
    lab.move("pause")


def test_what_is_left_can_be_had_back_and_is_kept_only_once() -> None:
    lab = Lab(SPIRAL, checkpoint_seconds=1e9)
    start = moments(lab)[0]
    lab.move("play")
    lab.train_to(50)
    tip, parameters = lab.runner.step, lab.parameters()
    go_to(lab, *start, SPIRAL)
    assert whys(lab) == [("start", 0), ("left", tip)]
    go_to(lab, *start, SPIRAL)
    assert len(moments(lab)) == 2, "nothing has happened since"
    go_to(lab, *moments(lab)[1], SPIRAL)
    assert same(lab.parameters(), parameters)


def test_a_reset_keeps_what_it_leaves_and_begins_a_branch() -> None:
    lab = Lab(SPIRAL, checkpoint_seconds=1e9)
    lab.move("play")
    lab.train_to(50)
    parameters = lab.parameters()
    lab.move("reset")
    left, start = moments(lab)[-2:]
    assert (left[0].why, start[0].why, start[0].standing.step) == ("left", "start", 0)
    assert start[0].branch == reports.BranchStart(origin="reset", moment=None, first=left[0].records)
    go_to(lab, *left, SPIRAL)
    assert same(lab.parameters(), parameters)


def test_a_move_is_not_done_when_what_it_leaves_is_kept() -> None:
    """Lost in that very moment, the move is made again."""
    lab = Lab(SPIRAL, checkpoint_seconds=1e9)
    lab.move("play")
    lab.train_to(50)
    lab.move("reset")
    left, start = moments(lab)[-2:]
    assert (left[0].moves, start[0].moves) == (1, 2)
    go_to(lab, *left, SPIRAL)
    assert lab.last(reports.CheckpointReport)[0].moves == 3


def test_a_diverged_moment_is_diverged_and_can_be_rewound() -> None:
    lab = Lab(WILD, checkpoint_seconds=1e9)
    lab.move("play")
    told = lab.work_until_state("diverged").standing
    lab.runner.work()
    diverged = moments(lab)[-1]
    assert diverged[0].standing.state == "diverged"
    go_to(lab, *moments(lab)[0], WILD)
    assert lab.standing.standing.state == "idle"
    go_to(lab, *diverged, WILD)
    assert lab.standing.standing == told
    lab.move("rewind")
    assert (lab.standing.standing.state, lab.standing.standing.step) == ("paused", told.rewind_step)
    fresh = Trainer(WILD)
    with pytest.raises(Diverged):
        fresh.advance(600)
    fresh.rewind()
    assert same(lab.parameters(), fresh.parameters())


def test_looks_are_those_of_now_and_what_trains_is_of_then() -> None:
    lab = Lab(SPIRAL, checkpoint_seconds=1e9)
    start = moments(lab)[0]
    moved = changed(SPIRAL, "network", "nodes", 0, "x", to=77.0)
    lab.edit(moved, 1)
    lab.runner.work()
    known = len(lab.all(reports.GraphReport))
    go_to(lab, *start, moved, 1)
    assert len(lab.all(reports.GraphReport)) == known
    assert whys(lab) == [("start", 0)], "a card that was moved is nothing to come back to"
    trainer = lab.runner._trainer
    assert trainer is not None
    assert (trainer.document, trainer.revision) == (moved, 1)


def test_keeping_moments_takes_no_more_than_its_share() -> None:
    lab = Lab(SPIRAL, checkpoint_seconds=1e-9)
    keeper = lab.runner._moments.keeper
    keeper.paid(0.0, 1_000.0)
    known = len(moments(lab))
    lab.move("play")
    lab.train_to(4 * EPOCH)
    assert len(moments(lab)) == known, "what has cost too much is waited for"
    lab.move("pause")
    assert whys(lab)[-1][0] == "rest", "but where a person stops there is always a moment"
