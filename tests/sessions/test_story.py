"""What is told to whoever comes later."""

from descent.document import Document
from descent.problems import Problem
from descent.sessions.orders import Place
from descent.sessions.reports import AppliedReport, LearnedReport, WeightReport
from descent.sessions.story import Story
from sessions.drawings import SPIRAL, changed

FASTER = changed(SPIRAL, "training", "learning_rate", to=0.5)


def report(revision: int, effective: Document | None = None, kept: tuple[str, ...] = ()) -> AppliedReport:
    return AppliedReport(
        session=1,
        revision=revision,
        step=70,
        epoch=2,
        effective=effective,
        kept=list(kept),
        fresh=[],
        split=[],
        grown=[],
        identity=[],
        returned=[],
        notes=[],
    )


def test_a_mark_says_what_changed_and_since_when() -> None:
    story = Story(SPIRAL, 1_000)
    mark = story.applied(report(1), FASTER)
    assert mark is not None
    (change,) = mark.changes
    assert (mark.revision, mark.step, change.path, change.old, change.new) == (
        1,
        70,
        ["training", "learning_rate"],
        0.03,
        0.5,
    )
    assert list(story.marks) == [mark]


def test_a_change_of_looks_makes_no_mark() -> None:
    story = Story(SPIRAL, 1_000)
    assert story.applied(report(1), changed(SPIRAL, "network", "nodes", 0, "x", to=7.0)) is None
    assert list(story.marks) == []


def test_a_broken_network_is_marked_when_it_is_mended() -> None:
    story = Story(SPIRAL, 1_000)
    broken = changed(FASTER, "network", "wires", to=[])
    first = story.applied(report(1, FASTER), broken)
    assert first is not None
    assert [change.path for change in first.changes] == [["training", "learning_rate"]]
    assert story.applied(report(2, FASTER), broken) is None
    wider = changed(FASTER, "network", "nodes", 1, "layer", "units", to=9)
    mended = story.applied(report(3, kept=("dense_1.weight",)), wider)
    assert mended is not None
    assert [change.path for change in mended.changes] == [["network", "nodes", 1, "layer", "units"]]
    assert mended.kept == ["dense_1.weight"]


def test_a_notice_waits_for_a_reader_and_is_read_once() -> None:
    story = Story(SPIRAL, 1_000)
    notice = Problem(code="session.worker_restarted")
    story.remember(notice)
    assert story.take_notices() == [notice]
    assert story.take_notices() == []


def weighed(step: int, old: float | None, new: float, column: int | None = 3) -> WeightReport:
    place = Place(node="dense_1", unit=2, input=column)
    return WeightReport(session=1, number=1, revision=4, step=step, epoch=1, place=place, old=old, new=new)


def test_a_weight_that_was_dragged_while_training_rested_has_one_mark() -> None:
    story = Story(SPIRAL, 1_000)
    for old, new in ((0.5, 0.6), (0.6, 0.9)):
        mark = story.by_hand(weighed(70, old, new))
    assert mark is not None
    assert list(story.marks) == [mark]
    (change,) = mark.changes
    assert (change.path, change.old, change.new) == (["weights", "dense_1", 2, 3], 0.5, 0.9)
    story.by_hand(weighed(70, 0.1, 0.2, column=None))
    story.by_hand(weighed(71, 0.2, 0.3, column=None))
    assert [mark.changes[0].path[3] for mark in story.marks] == [3, None, None]
    story.moment = 1
    story.by_hand(weighed(71, 0.3, 0.4, column=None))
    assert [mark.moment for mark in story.marks] == [0, 0, 0, 1], "a moment lies between them, which can be gone to"
    assert story.by_hand(weighed(71, None, 0.3)) is None, "there is no such weight any more"


def test_each_step_with_one_point_has_a_mark_with_its_loss_before_and_after() -> None:
    story = Story(SPIRAL, 1_000)
    for step, old, new in ((70, 0.75, 0.5), (71, 0.5, None)):
        fields = {"session": 1, "number": 1, "revision": 4, "epoch": 1, "index": 3, "note": None}
        story.by_hand(LearnedReport(step=step, old=old, new=new, **fields))
    changes = [mark.changes[0] for mark in story.marks]
    assert [(change.path, change.old, change.new) for change in changes] == [
        (["examples", 3], 0.75, 0.5),
        (["examples", 3], 0.5, None),
    ]
