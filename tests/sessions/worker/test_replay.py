"""A worker lost at any moment: what the next one makes of the checkpoint and the log is the same run, bit for bit."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from descent.document import Document
from descent.problems import GraphError
from descent.sessions import orders, reports
from descent.sessions.history import History
from descent.sessions.recovery import Recovery
from descent.training.history import Record
from descent.training.trainer import Trainer
from descent.wire.metrics import WIDTH
from sessions.drawings import SPIRAL, changed
from sessions.worker.lab import Lab, same
from support.cases import at_most

FASTER = changed(SPIRAL, "training", "learning_rate", to=0.3)
WIDER = changed(FASTER, "network", "nodes", 1, "layer", "units", to=7)
ADAM = changed(WIDER, "training", "optimizer", to={"kind": "adam"})
DROPPED = changed(ADAM, "network", "nodes", 1, "layer", to={"kind": "dropout", "rate": 0.3})
FROZEN = changed(ADAM, "network", "nodes", 1, "held", "frozen_units", to=[0, 2])
SILENT = changed(FROZEN, "network", "nodes", 1, "held", "silent_weights", to=[[1, 0], [3, None]])
BROKEN = changed(ADAM, "network", "wires", to=[])
EDITS = [FASTER, WIDER, ADAM, BROKEN, DROPPED, FROZEN, SILENT]
EPOCHS = 12


class Server:
    """Keeps what a session keeps, and loses its worker when it is told to."""

    def __init__(self, **config: Any) -> None:
        self.config = config
        self.document = changed(SPIRAL, "training", "stop_after", to=EPOCHS)
        self.recovery = Recovery(1, self.document, 0)
        self.history = History(100_000)
        self.lab = Lab(self.document, **config)
        self.heard = 0
        self.moves = 0
        self.revision = 0
        self.revisions = {0: self.document}
        self.resets: list[int] = []
        self.weights = 0
        self.moments: list[tuple[Document, bytes]] = []
        self.told: list[tuple[int, int | str | tuple[str, int] | tuple[orders.Place, float]]] = []
        """What took effect after which step: a revision, a reset, a weight, a step with one point, that a person's step
        was recorded, that a moment was kept or gone to, or nothing."""

    def edit(self, document: Any) -> None:
        self.document = changed(document, "training", "stop_after", to=EPOCHS)
        self.revision += 1
        self.revisions[self.revision] = self.document
        order = orders.EditOrder(session=1, document=self.document, revision=self.revision)
        self.recovery.sent(order)
        self.lab.runner.obey(order)

    def weigh(self, unit: int, value: float) -> None:
        self.weights += 1
        place = orders.Place(node="dense_1", unit=unit, input=None if unit % 2 else unit // 2)
        order = orders.WeightOrder(session=1, number=self.weights, place=place, value=value)
        self.recovery.sent(order)
        self.lab.runner.obey(order)

    def learn(self, index: int) -> None:
        self.weights += 1
        order = orders.LearnOrder(session=1, number=self.weights, index=index)
        self.recovery.sent(order)
        self.lab.runner.obey(order)

    def move(self, move: Any, unit: Any = None) -> None:
        self.moves += 1
        if move == "reset":
            self.resets.append(self.moves)
        order = orders.MoveOrder(session=1, number=self.moves, move=move, unit=unit)
        self.recovery.sent(order)
        self.lab.moves = self.moves
        self.lab.runner.obey(order)

    def go_to(self, moment: int) -> None:
        moment %= len(self.moments)
        document, raw = self.moments[moment]
        self.document = document
        self.revision += 1
        self.revisions[self.revision] = document
        self.moves += 1
        order = orders.GotoOrder(session=1, number=self.moves, moment=moment, document=document, revision=self.revision)
        self.recovery.sent(order, raw)
        self.lab.moves = self.moves
        self.lab.runner.obey(order, raw)

    def listen(self, most: int | None = None) -> None:
        """Takes in reports; of those that are under way, `most`."""
        for report, raw in self.lab.reports[self.heard :][:most]:
            self.heard += 1
            match report:
                case reports.SnapshotReport():
                    self.recovery.at(report.step)
                case reports.RecordsReport():
                    self.recovery.at(report.step)
                    self.told.append((report.step, "seen"))
                    self.history.append(report.first, np.frombuffer(raw).reshape(-1, WIDTH))
                case reports.AppliedReport():
                    self.recovery.applied(report)
                    self.told.append((report.step, report.revision))
                case reports.WeightReport() | reports.LearnedReport():
                    self.recovery.by_hand(report)
                    self.told += done_by_hand(report)
                case reports.StandingReport():
                    self.recovery.stands(report)
                    if report.recorded:
                        self.told.append((report.standing.step, "record"))
                    self.note_resets(report.moves)
                case reports.CheckpointReport():
                    drawn = self.recovery.checkpoint(report, raw)
                    self.note_resets(report.moves)
                    if report.branch is not None and report.branch.moment is not None:
                        self.told += [(0, ("goto", report.branch.moment)), (0, ("revision", report.revision))]
                    if report.why is not None:
                        self.told.append((report.standing.step, ("kept", len(self.moments))))
                        self.moments.append((drawn, raw))
                case _:
                    pass

    def note_resets(self, moves: int) -> None:
        while self.resets and self.resets[0] <= moves:
            self.resets.pop(0)
            self.told.append((0, "reset"))

    def told_again(self, step: int) -> tuple[Trainer, list[Record]]:
        """A plain trainer that does what was told, step by step, without slices and crashes; and all its records.

        What was kept is what the plain trainer has there.
        """
        trainer = Trainer(self.revisions[0])
        kept: dict[int, bytes] = {}
        records: list[Record] = []
        for at, event in [*self.told, (step, "seen")]:
            while event != "reset" and trainer.step_count < at:
                trainer.step()
            match event:
                case "reset":
                    trainer.reset()
                case "record":
                    trainer.record()
                case "seen":
                    pass
                case ("kept", number):
                    kept[number] = trainer.checkpoint()
                case ("learn", index):
                    trainer.learn(index)
                case ("goto", number):
                    records += trainer.history
                    trainer = Trainer.restore(kept[number])
                case ("revision", number):
                    trainer.revision = number
                case (place, value):
                    trainer.set_weight(place.node, place.unit, place.input, value)
                case int(revision):
                    trainer.revision = revision
                    with suppress(GraphError):
                        trainer.apply(self.revisions[revision])
                case _:
                    raise AssertionError(event)
        return trainer, [*records, *trainer.history]

    def lose_the_worker(self) -> None:
        """What it has not said is lost with it."""
        (begin, raw), *rest = self.recovery.orders(None)
        if isinstance(begin, orders.RestoreOrder):
            self.lab = Lab((begin, raw), **self.config)
        else:
            self.lab = Lab(begin.document, **self.config)
        self.lab.moves = self.moves
        self.heard = 0
        for order, data in rest:
            self.lab.runner.obey(order, data)


def done_by_hand(report: reports.HandReport) -> list[tuple[int, Any]]:
    if not report.done:
        return []
    if isinstance(report, reports.LearnedReport):
        return [(report.step, ("learn", report.index))]
    return [(report.step, (report.place, report.new))]


def test_a_run_without_a_crash_and_one_with_many_are_the_same() -> None:
    plain, crashed = Server(), Server(checkpoint_seconds=1e9)
    for server in (plain, crashed):
        server.move("play")
        server.lab.train_to(100)
        server.listen()
    for _ in range(3):
        crashed.lose_the_worker()
        crashed.lab.train_to(120)
        crashed.listen()
    for server in (plain, crashed):
        server.lab.work_until_state("paused")
        server.listen()
    assert same(plain.lab.parameters(), crashed.lab.parameters())
    np.testing.assert_array_equal(plain.history.since(0, 999)[1], crashed.history.since(0, 999)[1])


def test_what_is_ordered_while_catching_up_waits_until_it_is_done() -> None:
    server = Server(checkpoint_seconds=1e9, slice_seconds=1e-6)
    server.move("play")
    server.lab.train_to(60)
    server.lab.runner.obey(orders.LookOrder(session=1, number=1, slots=[], known=-1))
    server.lab.runner.work()
    seen = server.lab.runner.step
    server.listen()
    server.lose_the_worker()
    server.edit(FASTER)
    server.move("step", "step")
    assert [type(report) for report, _ in server.lab.reports] == [reports.FindingReport]
    standing = server.lab.work_until_state("paused").standing
    server.listen()
    assert standing.step == seen + 1
    heard = [(step, event) for step, event in server.told if event != "seen" and not isinstance(event, tuple)]
    assert heard == [(seen, 1), (seen + 1, "record")]


def test_a_step_with_one_point_is_made_again_after_a_crash() -> None:
    server = Server(checkpoint_seconds=1e9)
    server.listen()
    server.learn(7)
    server.listen()
    made = server.lab.parameters()
    server.lose_the_worker()
    server.lab.runner.work()
    standing = server.lab.work_until_state("paused").standing
    assert standing.step == 1
    assert same(server.lab.parameters(), made)
    again = Trainer(server.document)
    again.learn(7)
    assert same(again.parameters(), made)


def test_one_that_nobody_heard_of_is_made_once() -> None:
    server = Server(checkpoint_seconds=1e9)
    server.listen()
    server.learn(7)
    server.lose_the_worker()
    server.lab.work_until_state("paused")
    once = Trainer(server.document)
    once.learn(7)
    assert same(server.lab.parameters(), once.parameters())
    assert server.lab.runner.step == 1


ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.sampled_from(range(len(EDITS)))),
        st.tuples(st.just("weigh"), st.integers(0, 7)),
        st.tuples(st.just("learn"), st.integers(0, 400)),
        st.tuples(st.just("turns"), st.integers(1, 6)),
        st.tuples(st.just("step"), st.sampled_from(["step", "epoch"])),
        st.tuples(st.just("crash"), st.integers(0, 6)),
        st.tuples(st.just("goto"), st.integers(0, 9)),
        st.tuples(st.sampled_from(["pause", "play", "reset"]), st.just(0)),
    ),
    max_size=14,
)


@settings(max_examples=at_most(60), deadline=None, derandomize=True)
@given(ACTIONS, st.sampled_from([1e-9, 1e9]))
def test_nothing_that_was_said_is_lost_or_changed_by_crashes(actions: list[Any], checkpoint_seconds: float) -> None:
    """The log of what took effect when, done again without any crash, gives the same parameters."""
    server = Server(checkpoint_seconds=checkpoint_seconds, slice_seconds=0.0005)
    server.listen()
    for action, value in actions:
        match action:
            case "edit":
                server.edit(EDITS[value])
            case "weigh":
                server.weigh(value, value / 4 - 1)
            case "learn":
                server.learn(value)
            case "turns":
                for _ in range(value):
                    server.lab.runner.work()
            case "goto":
                server.go_to(value)
            case "crash":
                server.listen(value)
                server.lose_the_worker()
            case "step":
                server.move("step", value)
            case move:
                server.move(move)
        if action != "crash":
            server.listen(None if action == "turns" else 0)
    server.lab.work(lambda: server.lab.runner.due() > 0 or server.lab.runner.step > 100)
    server.move("pause")
    standing = server.lab.work_until_state("paused", "idle")
    server.listen()
    again, records = server.told_again(standing.standing.step)
    assert same(server.lab.parameters(), again.parameters())
    np.testing.assert_array_equal(server.history.since(0, 99_999)[1], np.array(records, float))
    server.lose_the_worker()
    server.lab.work_until_state("paused", "idle")
    assert same(server.lab.parameters(), again.parameters())
