"""What a new worker is told after the old one was lost."""

from descent.document import Document
from descent.sessions.orders import EditOrder, LearnOrder, MoveOrder, OpenOrder, Place, RestoreOrder, WeightOrder
from descent.sessions.recovery import Recovery
from descent.sessions.reports import AppliedReport, CheckpointReport, LearnedReport, StandingReport, WeightReport
from descent.wire.events import State, StateInfo
from sessions.drawings import SPIRAL, changed

FASTER = changed(SPIRAL, "training", "learning_rate", to=0.5)
WIDER = changed(FASTER, "network", "nodes", 1, "layer", "units", to=6)


def stands(state: State, step: int) -> StateInfo:
    return StateInfo(state=state, step=step, epoch=0, problem=None, rewind_step=None)


def edit(document: Document, revision: int) -> EditOrder:
    return EditOrder(session=1, document=document, revision=revision)


def move(number: int) -> MoveOrder:
    return MoveOrder(session=1, number=number, move="play")


def applied(revision: int, step: int) -> AppliedReport:
    return AppliedReport(
        session=1,
        revision=revision,
        step=step,
        epoch=0,
        effective=None,
        kept=[],
        fresh=[],
        split=[],
        grown=[],
        identity=[],
        returned=[],
        notes=[],
    )


def checkpoint(revision: int, records: int, moves: int, standing: StateInfo) -> CheckpointReport:
    return CheckpointReport(
        session=1,
        revision=revision,
        records=records,
        moves=moves,
        standing=standing,
        why=None,
        branch=None,
        time=0.0,
    )


def test_before_any_checkpoint_the_session_is_opened_again_with_what_was_not_confirmed() -> None:
    recovery = Recovery(1, SPIRAL, 0)
    recovery.sent(edit(FASTER, 1))
    recovery.sent(move(1))
    recovery.sent(edit(WIDER, 2))
    recovery.applied(applied(1, 0))
    orders = [order for order, _ in recovery.orders(None)]
    begin = OpenOrder(session=1, document=FASTER, revision=1, pace=None, records=0, moves=0)
    assert orders == [begin, move(1), edit(WIDER, 2)]


def test_after_a_checkpoint_the_log_and_the_goal_are_told() -> None:
    recovery = Recovery(1, SPIRAL, 0)
    recovery.sent(move(1))
    recovery.stands(StandingReport(session=1, moves=1, standing=stands("running", 0), recorded=False))
    recovery.checkpoint(checkpoint(0, 4, 1, stands("running", 100)), b"weights")
    recovery.sent(edit(FASTER, 1))
    recovery.applied(applied(1, 150))
    recovery.at(175)
    recovery.sent(edit(WIDER, 2))
    (restore, raw), *rest = recovery.orders(20.0)
    assert isinstance(restore, RestoreOrder)
    assert raw == b"weights"
    assert (restore.drawn, restore.revision, restore.records, restore.until) == (SPIRAL, 0, 4, 175)
    assert [(entry.step, entry.revision, entry.document) for entry in restore.log] == [(150, 1, FASTER)]
    assert (restore.standing.state, restore.moves, restore.pace) == ("running", 1, 20.0)
    assert [order for order, _ in rest] == [edit(WIDER, 2)]


def test_a_checkpoint_makes_the_log_before_it_needless() -> None:
    recovery = Recovery(1, SPIRAL, 0)
    recovery.checkpoint(checkpoint(0, 1, 0, stands("idle", 0)), b"first")
    recovery.sent(edit(FASTER, 1))
    recovery.applied(applied(1, 50))
    recovery.checkpoint(checkpoint(1, 3, 0, stands("idle", 60)), b"second")
    (restore, raw), *rest = recovery.orders(None)
    assert isinstance(restore, RestoreOrder)
    assert (restore.log, restore.drawn, raw, rest) == ([], FASTER, b"second", [])


def test_a_move_that_a_checkpoint_holds_is_not_made_twice() -> None:
    recovery = Recovery(1, SPIRAL, 0)
    recovery.sent(move(1))
    recovery.sent(move(2))
    recovery.checkpoint(checkpoint(0, 9, 1, stands("paused", 0)), b"")
    (restore, _), *rest = recovery.orders(None)
    assert isinstance(restore, RestoreOrder)
    assert restore.standing.state == "paused"
    assert [order for order, _ in rest] == [move(2)]


def test_a_step_that_a_person_asked_for_is_recorded_again() -> None:
    recovery = Recovery(1, SPIRAL, 0)
    recovery.checkpoint(checkpoint(0, 1, 0, stands("idle", 0)), b"")
    recovery.stands(StandingReport(session=1, moves=1, standing=stands("paused", 1), recorded=True))
    (restore, _), *_ = recovery.orders(None)
    assert isinstance(restore, RestoreOrder)
    assert [(entry.step, entry.document) for entry in restore.log] == [(1, None)]
    assert restore.until == 1


def weighed(number: int, step: int, value: float, unit: int = 0) -> WeightReport:
    place = Place(node="dense_1", unit=unit, input=None)
    return WeightReport(session=1, number=number, revision=0, step=step, epoch=0, place=place, old=0.0, new=value)


def test_a_weight_that_was_set_is_set_again_and_one_that_was_dragged_only_to_where_it_came_to_rest() -> None:
    recovery = Recovery(1, SPIRAL, 0)
    recovery.checkpoint(checkpoint(0, 1, 0, stands("paused", 40)), b"")
    sent = [
        WeightOrder(session=1, number=number, place=Place(node="dense_1", unit=0, input=None), value=number / 10)
        for number in range(1, 6)
    ]
    for order in sent:
        recovery.sent(order)
    recovery.by_hand(weighed(1, 40, 0.1))
    recovery.by_hand(weighed(2, 40, 0.2))
    recovery.by_hand(weighed(3, 40, 0.3, unit=1))
    recovery.by_hand(weighed(4, 55, 0.4, unit=1))
    (restore, _), *rest = recovery.orders(None)
    assert isinstance(restore, RestoreOrder)
    done = [(entry.step, entry.place.unit if entry.place else None, entry.value) for entry in restore.log]
    assert done == [(40, 0, 0.2), (40, 1, 0.3), (55, 1, 0.4)]
    assert restore.until == 55
    assert [order for order, _ in rest] == sent[4:]


def test_every_step_with_one_point_is_made_again_and_training_has_begun_with_it() -> None:
    recovery = Recovery(1, SPIRAL, 0)
    recovery.checkpoint(checkpoint(0, 1, 0, stands("idle", 0)), b"")
    sent = [LearnOrder(session=1, number=number, index=4) for number in (1, 2, 3)]
    for order in sent:
        recovery.sent(order)
    done = {"session": 1, "revision": 0, "epoch": 0, "index": 4, "note": None}
    for number in (1, 2):
        recovery.by_hand(LearnedReport(number=number, step=number - 1, old=0.5, new=0.4, **done))
    (restore, _), *rest = recovery.orders(None)
    assert isinstance(restore, RestoreOrder)
    assert [(entry.step, entry.point, entry.document) for entry in restore.log] == [(0, 4, None), (1, 4, None)]
    assert restore.until == 2
    assert restore.standing.state == "paused"
    assert [order for order, _ in rest] == sent[2:]


def test_beginning_anew_forgets_the_past_but_goes_on_counting() -> None:
    recovery = Recovery(1, SPIRAL, 0)
    recovery.checkpoint(checkpoint(0, 9, 3, stands("running", 500)), b"")
    recovery.begin(FASTER, 4, 12, 5)
    assert not recovery.has_trained
    ((begin, _),) = recovery.orders(None)
    assert begin == OpenOrder(session=1, document=FASTER, revision=4, pace=None, records=12, moves=5)
