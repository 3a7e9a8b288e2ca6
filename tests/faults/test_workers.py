"""Workers that are killed, stuck, or killed again and again."""

from __future__ import annotations

import asyncio
import os

import httpx
import numpy as np

from descent.export.safetensors import read_safetensors
from descent.training.trainer import Trainer
from faults.conftest import Come
from faults.processes import children, freeze, is_alive, kill, workers
from faults.viewer import MAPS, open_session
from sessions.drawings import SPIRAL, changed
from support.eventually import eventually
from support.server import Server, StartServer

EPOCHS = 400
KERNEL = {"DESCENT_BLAS_KERNEL": os.environ["OPENBLAS_CORETYPE"]} if "OPENBLAS_CORETYPE" in os.environ else {}
"""The same arithmetic in the workers as here."""


def alone(start_server: StartServer, **settings: str) -> Server:
    return start_server("--workers", "1", DESCENT_CHECKPOINT_SECONDS="0.3", **KERNEL, **settings)


async def worker_of(server: Server) -> int:
    await eventually(lambda: len(workers(server)) == 1, "one worker")
    return workers(server)[0]


def weights(server: Server, session: str) -> dict[str, np.ndarray]:
    answer = httpx.get(f"{server.url}/api/sessions/{session}/weights", timeout=30)
    assert answer.status_code == 200, answer.text
    return read_safetensors(answer.content)


async def test_a_run_that_loses_its_worker_twice_is_the_same_run(come: Come, start_server: StartServer) -> None:
    server = alone(start_server)
    document = changed(SPIRAL, "training", "stop_after", to=EPOCHS)
    session = open_session(server.url, document)
    viewer = await come(server.url, session)
    await viewer.say("watch", probes=[MAPS], rate=30.0)
    await viewer.say("pace", steps_per_second=EPOCHS * 35 / 4)
    await viewer.say("play")
    for killed in (1, 2):
        begun = viewer.metrics
        await viewer.until(lambda begun=begun: viewer.metrics > begun + 40, "some epochs")
        lost = await worker_of(server)
        records, pictures = viewer.metrics, len(viewer.snapshots)
        began = asyncio.get_running_loop().time()
        kill(lost)
        await viewer.until(lambda killed=killed: len(viewer.all("notice")) == killed, "a notice", 5)
        await viewer.until(
            lambda records=records, pictures=pictures: viewer.metrics > records and len(viewer.snapshots) > pictures,
            "training to go on",
        )
        assert asyncio.get_running_loop().time() - began < 5
    await viewer.say("pace", steps_per_second=None)
    await viewer.until_state("paused")
    await viewer.until(lambda: viewer.metrics == EPOCHS + 1, "all records")
    assert viewer.steps == [35 * epoch for epoch in range(EPOCHS + 1)], "no gap and no record twice"

    plain = Trainer(document)
    plain.run(EPOCHS)
    got = weights(server, session)
    assert got.keys() == plain.parameters().keys()
    assert all(got[name].tobytes() == values.tobytes() for name, values in plain.parameters().items())
    np.testing.assert_array_equal(np.concatenate(viewer.rows), np.array(list(plain.history), float))


async def test_the_neighbours_on_another_worker_do_not_notice(come: Come, start_server: StartServer) -> None:
    server = start_server("--workers", "2")
    await eventually(lambda: len(workers(server)) == 2, "two workers")
    viewers = [await come(server.url, open_session(server.url, SPIRAL)) for _ in range(2)]
    for viewer in viewers:
        await viewer.say("play")
    for viewer in viewers:
        await viewer.until(lambda viewer=viewer: viewer.metrics > 3, "some epochs")
    kill(workers(server)[0])
    await eventually(lambda: any(viewer.all("notice") for viewer in viewers), "a notice")
    hit, spared = sorted(viewers, key=lambda viewer: not viewer.all("notice"))
    seen = spared.metrics
    await hit.until(lambda: hit.state["state"] == "running" and len(hit.all("state")) > 1, "training to go on")
    await spared.until(lambda: spared.metrics > seen + 3, "the neighbour to train on")
    assert spared.all("notice") == []
    await eventually(lambda: len(workers(server)) == 2, "the worker to be replaced")


async def test_a_session_that_loses_its_worker_again_and_again_is_given_up_and_can_begin_anew(
    come: Come,
    start_server: StartServer,
) -> None:
    server = alone(start_server, DESCENT_MAX_CRASHES="2")
    viewer = await come(server.url, open_session(server.url, SPIRAL))
    await viewer.say("play")
    await viewer.until(lambda: viewer.metrics > 1, "an epoch")
    for _ in range(10):  # a loss in the moment between two turns is nobody's fault and does not count
        told, lost = len(viewer.all("state")), await worker_of(server)
        kill(lost)
        await viewer.until(lambda told=told: len(viewer.all("state")) > told, "the session to go on or to be given up")
        if viewer.state["state"] == "failed":
            break
        seen = viewer.metrics
        await viewer.until(lambda seen=seen: viewer.metrics > seen, "an epoch")
    state = await viewer.until_state("failed")
    assert state["problem"]["code"] == "session.crashed"
    assert (await viewer.say("play"))["type"] == "refused"
    assert (await viewer.say("reset"))["type"] == "ack"
    await viewer.until_state("idle")
    await viewer.say("play")
    seen = viewer.metrics
    await viewer.until(lambda: viewer.metrics > seen + 2, "training")


async def test_a_stuck_worker_lets_the_controls_answer_and_is_replaced(come: Come, start_server: StartServer) -> None:
    server = alone(start_server, DESCENT_STUCK_SECONDS="1", DESCENT_PING_SECONDS="0.2")
    viewer = await come(server.url, open_session(server.url, SPIRAL))
    await viewer.say("play")
    await viewer.until(lambda: viewer.metrics > 3, "some epochs")
    stuck = await worker_of(server)
    freeze(stuck)
    for kind in ("pause", "play", "pause"):
        began = asyncio.get_running_loop().time()
        assert (await viewer.say(kind))["type"] == "ack"
        assert asyncio.get_running_loop().time() - began < 0.2
    await viewer.until(lambda: bool(viewer.all("notice")), "the worker to be replaced", 10)
    state = await viewer.until_state("paused")
    assert not is_alive(stuck)
    assert state["step"] >= viewer.steps[-1]


async def test_when_the_process_that_workers_are_forked_from_ends_everything_is_started_again(
    come: Come,
    start_server: StartServer,
) -> None:
    server = alone(start_server)
    viewer = await come(server.url, open_session(server.url, SPIRAL))
    await viewer.say("play")
    await viewer.until(lambda: viewer.metrics > 3, "some epochs")
    kill(children(server.process.pid)[0])
    await viewer.until(lambda: bool(viewer.all("notice")), "a notice", 10)
    seen = viewer.metrics
    await viewer.until(lambda: viewer.metrics > seen + 3, "training to go on")


async def test_a_run_that_went_to_the_past_and_lost_its_worker_is_the_run_from_there(
    come: Come, start_server: StartServer
) -> None:
    """Going back, lost at once; playing on, lost again; what was abandoned is still there."""
    server = alone(start_server)
    session = open_session(server.url, SPIRAL)
    viewer, other = await come(server.url, session), await come(server.url, session)
    await viewer.say("play")
    await viewer.until(lambda: len(viewer.all("moment")) > 8, "some moments")
    await viewer.set("training", "learning_rate", to=0.5)
    await viewer.say("pause")
    await viewer.until_state("paused")
    tip = weights(server, session)
    moment = next(one for one in viewer.all("moment") if one["step"] > 0)

    assert (await viewer.say("goto", moment=moment["id"]))["type"] == "ack"
    kill(await worker_of(server))
    await viewer.until(lambda: viewer.state["step"] == moment["step"], "the moment")
    await other.until(lambda: other.all("document")[-1:] == viewer.all("document")[-1:], "the others to be told")
    assert viewer.all("document")[-1]["document"]["training"]["learning_rate"] == 0.03
    plain = Trainer(SPIRAL)
    plain.advance(600, moment["step"])
    there = weights(server, session)
    assert all(there[name].tobytes() == values.tobytes() for name, values in plain.parameters().items())

    await viewer.set("training", "stop_after", to=moment["epoch"] + 40)
    await viewer.say("pace", steps_per_second=400.0)
    await viewer.say("play")
    await viewer.until(lambda: viewer.steps[-1] > moment["step"] + 100, "some epochs")
    kill(await worker_of(server))
    await viewer.say("pace", steps_per_second=None)
    await viewer.until(lambda: (viewer.state["problem"] or {}).get("code") == "session.stopped_after", "the end")
    plain.run(moment["epoch"] + 40 - plain.epoch)
    there = weights(server, session)
    assert all(there[name].tobytes() == values.tobytes() for name, values in plain.parameters().items())

    abandoned = max((one for one in viewer.all("moment") if one["branch"] == 0), key=lambda one: one["id"])
    await viewer.say("goto", moment=abandoned["id"])
    await viewer.until(lambda: viewer.state["step"] == abandoned["step"], "the abandoned future")
    there = weights(server, session)
    assert all(there[name].tobytes() == values.tobytes() for name, values in tip.items())
