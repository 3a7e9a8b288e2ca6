"""A session that nobody watches, that loses its worker, or whose weights are asked for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from descent.problems import DescentError, Problem, Refused
from descent.sessions import asking, orders, reports
from sessions.drawings import changed
from sessions.office import Office, Worker, events
from support.eventually import eventually

RATE = ["training", "learning_rate"]
MAPS = {"probe": "maps", "node": "dense_1", "resolution": 10}


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    one = Office()
    yield one
    one.session.close()


# -- nobody watches ---------------------------------------------------------------------------------------------------


async def test_training_that_nobody_watches_stops_and_says_so_on_return() -> None:
    office = Office(unwatched_seconds=0.01)
    client = office.session.attach(0)
    office.say(client, "play")
    office.stand("running", step=100)
    office.session.detach(client)
    await eventually(lambda: office.session.condition != "running", "training to stop")
    assert office.worker.last(orders.MoveOrder).move == "pause"
    office.stand("paused", step=120)
    back = office.session.attach(0)
    (notice,) = events(back, "notice")
    assert "nobody had watched it" in Problem(**notice["problem"]).sentence()
    assert events(office.session.attach(0), "notice") == [], "it is said once"
    office.session.close()


async def test_who_comes_back_in_time_finds_it_training() -> None:
    office = Office(unwatched_seconds=0.02)
    client = office.session.attach(0)
    office.say(client, "play")
    office.session.detach(client)
    office.session.attach(0)
    end = asyncio.get_running_loop().time() + 0.04
    await eventually(lambda: asyncio.get_running_loop().time() > end, "twice the time to pass")
    assert office.session.condition == "running"
    office.session.close()


# -- a lost worker ----------------------------------------------------------------------------------------------------


async def test_after_a_lost_worker_the_next_is_told_what_it_needs(office: Office) -> None:
    client = office.session.attach(0)
    office.say(client, "watch", probes=[MAPS], rate=30.0)
    office.say(client, "pace", steps_per_second=5.0)
    office.say(client, "play")
    assert office.session.lost(blamed=False)
    assert [Problem(**event["problem"]).code for event in events(client, "notice")] == ["session.worker_restarted"]
    office.say(client, "edit", base=0, changes=[{"path": RATE, "value": 0.5}])
    worker = Worker()
    office.session.adopt(worker)
    kinds = [type(order).__name__ for order in worker.told]
    assert kinds == ["OpenOrder", "MoveOrder", "EditOrder", "SilenceOrder", "WatchOrder", "LookOrder"]
    assert worker.told[0].pace == 5.0


async def test_a_session_that_loses_its_worker_again_and_again_fails_and_can_begin_anew() -> None:
    office = Office(max_crashes=3)
    client = office.session.attach(0)
    office.record(0, 4)
    assert office.session.lost(blamed=True)
    assert office.session.lost(blamed=False), "what a neighbour did does not count"
    assert office.session.lost(blamed=True)
    assert not office.session.lost(blamed=True)
    (state,) = events(client, "state")
    assert state["state"] == "failed"
    assert "ended 3 times within 60 seconds" in Problem(**state["problem"]).sentence()
    assert office.say(client, "play")["problems"][0]["code"] == "session.failed"
    assert office.hired == 1
    assert office.say(client, "reset")["type"] == "ack"
    assert office.hired == 2
    begin = office.worker.last(orders.OpenOrder)
    assert (begin.records, begin.moves) == (4, 1)
    office.session.close()


async def test_a_fault_of_the_program_is_told_and_the_session_can_begin_anew(office: Office) -> None:
    client = office.session.attach(0)
    problem = Problem(code="session.broken", params={"step": 3, "reason": "KeyError: 1"})
    office.report(reports.BrokenReport, problem=problem)
    assert events(client, "state")[-1]["state"] == "failed"
    office.say(client, "reset")
    assert office.session.condition == "idle"
    assert office.hired == 2


# -- weights ----------------------------------------------------------------------------------------------------------


async def test_weights_that_are_asked_for_come_with_the_answer(office: Office) -> None:
    asked = asyncio.create_task(asking.parameters(office.session))
    await asyncio.sleep(0)
    tensor = orders.Tensor(name="a.weight", shape=[2])
    request = office.worker.last(orders.ParametersOrder).request
    office.report(reports.ArraysReport, bytes(8), request=request, tensors=[tensor])
    assert await asked == ([tensor], bytes(8))


async def test_weights_that_do_not_fit_are_an_error(office: Office) -> None:
    asked = asyncio.create_task(asking.load(office.session, [], b""))
    await asyncio.sleep(0)
    request = office.worker.last(orders.LoadOrder).request
    problem = Problem(code="session.worker_lost")
    office.report(reports.DoneReport, request=request, problems=[problem])
    with pytest.raises(DescentError):
        await asked


async def test_a_worker_that_is_lost_or_silent_answers_with_an_error() -> None:
    office = Office(request_seconds=0.01)
    with pytest.raises(Refused, match=r"did not answer within 0\.01 seconds"):
        await asking.parameters(office.session)
    asked = asyncio.create_task(asking.parameters(office.session))
    await asyncio.sleep(0)
    office.session.lost(blamed=False)
    with pytest.raises(Refused, match="ended before it could answer"):
        await asked
    waiting = asyncio.create_task(asking.parameters(office.session))
    await asyncio.sleep(0)
    assert office.worker.last(orders.ParametersOrder).request == 2, "who asks now waits for the next worker"
    office.session.adopt(Worker())
    with pytest.raises(Refused, match="did not answer"):
        await waiting
    office.session.close()


async def test_a_report_that_makes_no_sense_is_an_error(office: Office) -> None:
    with pytest.raises(ValueError, match="records 0 to 4 are missing"):
        office.record(5, 1)
    with pytest.raises(ValueError, match="a worker reports"):
        office.session.receive(changed, b"")
