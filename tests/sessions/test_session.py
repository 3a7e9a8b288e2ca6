"""A session as the server knows it, with a worker that only writes down what it is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from descent.problems import Problem, Refused
from descent.sessions import orders, reports
from descent.sessions.client import MAX_WAITING, TOO_SLOW
from descent.sessions.config import SessionConfig
from descent.sessions.worker import telling
from descent.training.edits import load
from descent.wire.commands import COMMAND
from descent.wire.events import GraphInfo, StateInfo
from descent.wire.metrics import decode_metrics
from descent.wire.snapshot import SnapshotHeader, decode_snapshot, encode_snapshot
from sessions.drawings import SPIRAL
from sessions.office import Office, events, heard
from support.eventually import eventually

WIDE = ["network", "nodes", 1, "layer", "units"]
RATE = ["training", "learning_rate"]


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    one = Office()
    yield one
    one.session.close()


# -- coming and going -------------------------------------------------------------------------------------------------


async def test_who_comes_is_told_everything_first(office: Office) -> None:
    office.record(0, 5)
    (hello,) = heard(office.session.attach(0))
    assert (hello["type"], hello["protocol"], hello["session"], hello["revision"]) == ("hello", 1, "key", 0)
    assert hello["document"]["name"] == "Two spirals"
    assert (hello["metrics"], hello["state"]["state"], hello["pace"], hello["graph"]) == (5, "idle", None, None)


async def test_a_cursor_beyond_what_there_is_begins_at_the_end(office: Office) -> None:
    office.record(0, 5)
    assert office.session.attach(999).cursor == 5


async def test_too_many_viewers_are_refused_by_the_limit() -> None:
    session = Office(max_clients=2).session
    session.attach(0)
    first = session.attach(0)
    with pytest.raises(Refused, match="2 windows watch this session, which is the limit"):
        session.attach(0)
    session.detach(first)
    assert session.attach(0)
    session.close()


async def test_records_come_once_and_in_order_between_everything_else(office: Office) -> None:
    client = office.session.attach(0)
    frames = office.session.frames(client)
    got: list[float] = []
    for first in range(0, 9_000, 3_000):
        office.record(first, 3_000)
    office.stand("running")
    while len(got) < 9_000:
        frame = await anext(frames)
        if isinstance(frame, bytes):
            first_row, rows = decode_metrics(frame)
            assert first_row == len(got)
            got += rows[:, 0].tolist()
    assert got == list(range(9_000))
    await frames.aclose()


async def test_a_client_that_reads_nothing_is_let_go_when_too_much_waits(office: Office) -> None:
    client = office.session.attach(0)
    notice = Problem(code="x" * 1_000)
    for _ in range(MAX_WAITING // 1_000):
        office.session.broadcast(notice)
    assert client.ended.result() == TOO_SLOW


async def test_closing_ends_the_clients_and_everything_is_refused(office: Office) -> None:
    client = office.session.attach(0)
    office.session.close()
    assert client.ended.result() == 1000
    assert office.say(client, "play")["problems"][0]["code"] == "session.closed"


# -- moves ------------------------------------------------------------------------------------------------------------


async def test_a_move_is_answered_before_the_worker_has_done_anything(office: Office) -> None:
    client = office.session.attach(0)
    assert office.say(client, "play", 7) == {"type": "ack", "id": 7, "revision": 0, "slots": None}
    order = office.worker.last(orders.MoveOrder)
    assert (order.move, order.number) == ("play", 1)


async def test_an_illegal_move_is_refused_in_words(office: Office) -> None:
    client = office.session.attach(0)
    answer = office.say(client, "rewind", 8)
    assert (answer["type"], answer["id"]) == ("refused", 8)
    assert Problem(**answer["problems"][0]).sentence().startswith("There is nothing to go back to")
    assert not [order for order in office.worker.told if isinstance(order, orders.MoveOrder)]


async def test_what_the_worker_says_about_an_older_move_is_not_told(office: Office) -> None:
    client = office.session.attach(0)
    office.say(client, "play")
    office.say(client, "pause")
    office.stand("running", moves=1)
    assert (office.session.condition, events(client, "state")) == ("paused", [])
    office.stand("paused", step=40, moves=2)
    assert [(event["state"], event["step"]) for event in events(client, "state")] == [("paused", 40)]


async def test_nothing_to_train_is_said_at_once(office: Office) -> None:
    client = office.session.attach(0)
    info = GraphInfo(revision=0, valid=False, nodes={}, problems=[], parameters=0, bytes=0)
    office.report(reports.GraphReport, graph=info)
    answer = office.say(client, "play")
    assert answer["problems"][0]["code"] == "session.nothing_to_train"


async def test_divergence_is_told_and_offers_the_way_back(office: Office) -> None:
    client = office.session.attach(0)
    office.say(client, "play")
    problem = Problem(code="session.diverged")
    standing = StateInfo(state="diverged", step=812, epoch=3, problem=problem, rewind_step=800)
    office.report(reports.StandingReport, moves=1, standing=standing, recorded=False)
    (told,) = events(client, "state")
    assert (told["state"], told["step"], told["rewind_step"]) == ("diverged", 812, 800)
    assert office.say(client, "play")["type"] == "refused"
    assert office.say(client, "rewind")["type"] == "ack"


# -- edits ------------------------------------------------------------------------------------------------------------


async def test_every_edit_of_a_slider_is_answered_with_its_revision(office: Office) -> None:
    client = office.session.attach(0)
    for number in range(1, 100):
        changes = [{"path": RATE, "value": number / 100}]
        assert office.say(client, "edit", number, base=number - 1, changes=changes) == {
            "type": "ack", "id": number, "revision": number, "slots": None,
        }  # fmt: skip
    sent = [order.revision for order in office.worker.told if isinstance(order, orders.EditOrder)]
    assert sent == list(range(1, 100))


async def test_an_edit_asks_for_its_picture_at_once_after_the_worker_was_told(office: Office) -> None:
    client = office.session.attach(0)
    office.say(client, "watch", probes=[{"probe": "weights", "node": "hidden"}], rate=30)
    for number in (1, 2):
        client.window.sent(number, 0.0)
    office.say(client, "edit", base=0, changes=[{"path": RATE, "value": 0.5}])
    assert [type(order) for order in office.worker.told[-2:]] == [orders.EditOrder, orders.LookOrder]


async def test_an_edit_is_told_to_the_others_and_the_loser_is_told_so(office: Office) -> None:
    ann, bob = office.session.attach(0), office.session.attach(0)
    office.say(ann, "edit", base=0, changes=[{"path": RATE, "value": 0.5}])
    office.say(bob, "edit", base=0, changes=[{"path": RATE, "value": 0.7}])
    (told,) = events(ann, "document")
    assert (told["revision"], told["by"], told["overwrote"]) == (2, "other", True)
    assert told["document"]["training"]["learning_rate"] == 0.7
    assert [event["overwrote"] for event in events(bob, "document")] == [False]


async def test_of_many_documents_that_wait_the_newest_is_told_and_the_loss_is_not_forgotten(office: Office) -> None:
    ann, bob = office.session.attach(0), office.session.attach(0)
    office.say(ann, "edit", base=0, changes=[{"path": RATE, "value": 0.5}])
    office.say(bob, "edit", base=0, changes=[{"path": RATE, "value": 0.7}])
    for revision in range(2, 50):
        office.say(bob, "edit", base=revision, changes=[{"path": WIDE, "value": revision}])
    (told,) = events(ann, "document")
    assert (told["revision"], told["overwrote"]) == (50, True)


async def test_an_edit_that_makes_no_sense_is_refused_and_changes_nothing(office: Office) -> None:
    client = office.session.attach(0)
    answer = office.say(client, "edit", base=0, changes=[{"path": WIDE, "value": 10**9}])
    assert answer["type"] == "refused"
    assert (
        "network.nodes.1.layer.dense.units: Input should be less than or equal to 4096"
        in Problem(**answer["problems"][0]).sentence()
    )
    assert (office.session.draft.revision, office.session.draft.document) == (0, SPIRAL)


async def test_a_mark_is_made_of_what_is_in_effect(office: Office) -> None:
    client = office.session.attach(0)
    office.say(client, "edit", base=0, changes=[{"path": RATE, "value": 0.5}])
    assert events(client, "mark") == []
    nothing = {key: list[str]() for key in ("kept", "fresh", "split", "grown", "identity", "returned", "notes")}
    fields = {"revision": 1, "step": 70, "epoch": 2, "effective": None, **nothing}
    office.report(reports.AppliedReport, **fields)
    (mark,) = events(client, "mark")
    assert mark["changes"] == [{"path": RATE, "old": 0.03, "new": 0.5}]
    assert events(office.session.attach(0), "hello")[0]["marks"] == [
        {name: value for name, value in mark.items() if name != "type"}
    ]


async def test_a_weight_is_set_by_the_worker_and_marked(office: Office) -> None:
    client = office.session.attach(0)
    office.session.story.graph = telling.graph_info(SPIRAL, 0, SessionConfig())
    place = {"node": "dense_1", "unit": 1, "input": 0}
    assert office.say(client, "set_weight", **place, value=0.5)["type"] == "ack"
    order = office.worker.last(orders.WeightOrder)
    assert (order.number, order.place.model_dump(), order.value) == (1, place, 0.5)
    done = {"revision": 0, "step": 70, "epoch": 2}
    office.report(reports.WeightReport, number=1, place=place, old=0.25, new=0.5, **done)
    (mark,) = events(client, "mark")
    assert mark["changes"] == [{"path": ["weights", "dense_1", 1, 0], "old": 0.25, "new": 0.5}]


async def test_a_step_with_one_point_is_made_by_the_worker_and_marked(office: Office) -> None:
    client = office.session.attach(0)
    office.session.story.graph = telling.graph_info(SPIRAL, 0, SessionConfig())
    assert office.say(client, "learn", index=4)["problems"][0]["code"] == "session.no_point", "no data are known yet"
    office.session.story.data = telling.data_info(load(SPIRAL.data), 0)
    assert office.say(client, "learn", index=4)["type"] == "ack"
    order = office.worker.last(orders.LearnOrder)
    assert (order.number, order.index) == (1, 4)
    done = {"revision": 0, "step": 70, "epoch": 2, "index": 4, "note": None}
    office.report(reports.LearnedReport, number=1, old=0.75, new=0.5, **done)
    (mark,) = events(client, "mark")
    assert mark["changes"] == [{"path": ["examples", 4], "old": 0.75, "new": 0.5}]
    assert mark["step"] == 70
    many = office.session.story.data.train
    assert office.say(client, "learn", index=many)["problems"][0]["code"] == "session.no_point"


async def test_why_no_step_was_made_is_told(office: Office) -> None:
    client = office.session.attach(0)
    note = {"code": "session.not_learned", "params": {"number": 5}}
    done = {"revision": 0, "step": 70, "epoch": 2, "index": 4}
    office.report(reports.LearnedReport, number=1, old=None, new=None, note=note, **done)
    assert events(client, "mark") == []
    (notice,) = events(client, "notice")
    assert notice["problem"]["code"] == "session.not_learned"


@pytest.mark.parametrize(
    "place", [("dense_1", 4, 0), ("dense_1", 0, 2), ("input_1", 0, None), ("nobody", 0, 0)], ids=str
)
async def test_a_weight_that_is_not_there_is_refused(office: Office, place: tuple[str, int, int | None]) -> None:
    client = office.session.attach(0)
    office.session.story.graph = telling.graph_info(SPIRAL, 0, SessionConfig())
    answer = office.say(client, "set_weight", node=place[0], unit=place[1], input=place[2], value=0.5)
    assert [problem["code"] for problem in answer["problems"]] == ["session.no_weight"]


async def test_a_weight_is_refused_while_nothing_can_be_trained_and_after_a_divergence(office: Office) -> None:
    client = office.session.attach(0)
    place = {"node": "dense_1", "unit": 0, "input": 0, "value": 0.5}
    assert office.say(client, "set_weight", **place)["problems"][0]["code"] == "session.nothing_to_train"
    office.stand("diverged")
    assert office.say(client, "set_weight", **place)["problems"][0]["code"] == "session.diverged"


# -- pictures ---------------------------------------------------------------------------------------------------------

MAPS = {"probe": "maps", "node": "dense_1", "resolution": 10}


async def test_watching_is_answered_with_slots_and_asks_for_a_picture(office: Office) -> None:
    client = office.session.attach(0)
    answer = office.say(client, "watch", probes=[MAPS, {"probe": "weights", "node": "output"}, MAPS], rate=30.0)
    assert answer["slots"] == [0, 1, 0]
    assert [watched.slot for watched in office.worker.last(orders.WatchOrder).watched] == [0, 1]
    assert office.worker.last(orders.LookOrder).slots == [0, 1]


async def test_a_picture_goes_to_who_watches_and_the_next_is_asked_when_it_is_seen(office: Office) -> None:
    client = office.session.attach(0)
    office.say(client, "watch", probes=[MAPS], rate=60.0)
    frames = office.session.frames(client)
    for number in (1, 2):
        await eventually(lambda number=number: office.look.number == number, "the next question")
        look = office.look
        frame = encode_snapshot(SnapshotHeader(look.number, 5, 0, 0, 0.0, running=True), [])
        office.report(reports.SnapshotReport, frame, number=look.number, generation=number, step=5)
        assert decode_snapshot(await binary(frames))[0].number == look.number
    assert office.look.number == 2, "two are on the way: no third is asked for"
    office.session.handle(client, COMMAND.validate_python({"type": "seen", "snapshot": 2}))
    await eventually(lambda: office.look.number == 3, "the next question")
    await frames.aclose()


async def binary(frames: AsyncIterator[str | bytes]) -> bytes:
    async with asyncio.timeout(5):
        async for frame in frames:
            if isinstance(frame, bytes):
                return frame
    raise AssertionError("no frame")


async def test_who_leaves_is_not_looked_for_any_more(office: Office) -> None:
    client = office.session.attach(0)
    office.say(client, "watch", probes=[MAPS], rate=30.0)
    office.session.detach(client)
    assert office.worker.last(orders.WatchOrder).watched == []
