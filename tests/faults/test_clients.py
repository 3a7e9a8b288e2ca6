"""Clients that go away, come back, read slowly, or send what they should not."""

from __future__ import annotations

import asyncio
import json
import socket
from typing import Any

import httpx
import numpy as np
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from faults.conftest import Come
from faults.processes import memory
from faults.viewer import MAPS, open_session, socket_url
from sessions.drawings import SPIRAL, changed
from support.eventually import eventually
from support.server import Server, StartServer

WIDE = changed(SPIRAL, "network", "nodes", 1, "layer", "units", to=64)


async def test_a_browser_that_was_offline_catches_up_without_gap_or_record_twice(come: Come, server: Server) -> None:
    session = open_session(server.url, SPIRAL)
    first = await come(server.url, session)
    await first.say("play")
    await first.until(lambda: first.metrics > 10, "some epochs")
    first.socket.transport.abort()
    watcher = await come(server.url, session)
    await watcher.until(lambda: watcher.metrics > first.metrics + 50, "training to go on meanwhile")
    back = await come(server.url, session, first.metrics)
    await back.say("pause")
    state = await back.until_state("paused")
    await back.until(lambda: back.metrics > state["epoch"], "all records")
    steps = [*first.steps, *back.steps]
    assert steps == [35.0 * epoch for epoch in range(len(steps))]
    assert len(steps) == back.metrics


async def test_fifteen_quick_reconnects_are_one_session_and_one_viewer(come: Come, start_server: StartServer) -> None:
    server = start_server("--max-clients", "3", "--max-sessions", "1")
    session = open_session(server.url, SPIRAL)
    viewer = await come(server.url, session)
    await viewer.say("play")
    steps: list[float] = []
    for _ in range(15):
        steps += viewer.steps
        metrics = viewer.metrics
        viewer.socket.transport.abort()
        viewer = await come(server.url, session, metrics)
        assert viewer.all("hello")[0]["session"] == session
    await viewer.until(lambda: viewer.metrics > len(steps) + 10, "more epochs")
    steps += viewer.steps
    assert steps == [35.0 * epoch for epoch in range(len(steps))]


async def test_a_client_that_does_not_draw_gets_two_pictures_and_all_records(come: Come, server: Server) -> None:
    session = open_session(server.url, SPIRAL)
    slow, quick = await come(server.url, session), await come(server.url, session)
    slow.draws = False
    for viewer in (slow, quick):
        await viewer.say("watch", probes=[MAPS], rate=30.0)
    await quick.say("play")
    await quick.until(lambda: len(quick.snapshots) > 30, "thirty pictures")
    assert len(slow.snapshots) == 2
    await slow.until(lambda: slow.metrics > 20, "records")
    step = quick.snapshots[-1][0].step
    await slow.socket.send(json.dumps({"type": "seen", "snapshot": slow.snapshots[-1][0].number}))
    await slow.until(lambda: len(slow.snapshots) > 2, "a picture")
    assert slow.snapshots[2][0].step >= step, "the newest, not one that waited"


async def test_a_client_that_does_not_read_costs_no_memory_and_nobody_elses_pictures(
    come: Come, start_server: StartServer
) -> None:
    server = start_server()
    session = open_session(server.url, WIDE)
    probes = [{"probe": "maps", "node": "dense_1", "resolution": 50}]
    quick = await come(server.url, session)
    await quick.say("watch", probes=probes, rate=20.0)
    await quick.say("play")
    await quick.until(lambda: len(quick.snapshots) > 10, "pictures")

    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    raw.connect(("127.0.0.1", server.port))
    stalled = await connect(socket_url(server.url, session), sock=raw, compression=None, max_size=None, max_queue=1)
    await stalled.send(json.dumps({"type": "watch", "id": 1, "probes": probes, "rate": 60.0}))
    for number in range(200):  # as if all were drawn, though nothing is read
        await stalled.send(json.dumps({"type": "seen", "snapshot": number}))
    before, begun = memory(server.process.pid), len(quick.snapshots)
    began = asyncio.get_running_loop().time()
    await quick.until(lambda: len(quick.snapshots) > begun + 60, "sixty pictures")
    seconds = asyncio.get_running_loop().time() - began
    assert memory(server.process.pid) - before < 5_000_000
    assert seconds < 6, "twenty a second, as before"
    stalled.transport.abort()


async def test_a_hidden_tab_gets_records_only_and_a_fresh_picture_on_return(come: Come, server: Server) -> None:
    viewer = await come(server.url, open_session(server.url, SPIRAL))
    await viewer.say("watch", probes=[MAPS], rate=30.0)
    await viewer.say("play")
    await viewer.until(lambda: len(viewer.snapshots) > 3, "pictures")
    await viewer.say("watch", probes=[], rate=0.0)
    pictures, records = len(viewer.snapshots), viewer.metrics
    await viewer.until(lambda: viewer.metrics > records + 100, "records")
    assert len(viewer.snapshots) <= pictures + 1, "one may have been on its way"
    pictures = len(viewer.snapshots)
    began = asyncio.get_running_loop().time()
    await viewer.say("watch", probes=[MAPS], rate=30.0)
    await viewer.until(lambda: len(viewer.snapshots) > pictures, "a picture")
    assert asyncio.get_running_loop().time() - began < 1


async def test_records_come_in_batches_some_twenty_times_a_second(come: Come, server: Server) -> None:
    viewer = await come(server.url, open_session(server.url, SPIRAL))
    await viewer.say("play")
    await viewer.until(lambda: viewer.frames_of_metrics > 3, "records")
    begun, began = viewer.frames_of_metrics, asyncio.get_running_loop().time()
    await viewer.until(lambda: viewer.frames_of_metrics >= begun + 15, "fifteen frames")
    rate = 15 / (asyncio.get_running_loop().time() - began)
    assert 5 < rate < 27  # twenty, and one before each of four checkpoints


async def test_numbers_that_blow_up_stop_the_run_and_rewinding_goes_on(come: Come, server: Server) -> None:
    wild = changed(SPIRAL, "training", "loss", to={"kind": "squared"})
    wild = changed(wild, "network", "nodes", 1, "layer", "activation", to="relu")
    wild = changed(wild, "network", "nodes", 2, "layer", "activation", to="linear")
    viewer = await come(server.url, open_session(server.url, changed(wild, "training", "learning_rate", to=50.0)))
    await viewer.say("watch", probes=[MAPS], rate=30.0)
    await viewer.say("play")
    state = await viewer.until_state("diverged")
    assert state["problem"]["node"] in {"dense_1", "output"}
    assert state["problem"]["params"]["step"] == state["step"]
    assert (await viewer.say("play"))["type"] == "refused"
    await viewer.set("training", "learning_rate", to=0.001)
    assert (await viewer.say("rewind"))["type"] == "ack"
    paused = await viewer.until_state("paused")
    assert paused["step"] == state["rewind_step"]
    await viewer.say("play")
    seen = viewer.metrics
    await viewer.until(lambda: viewer.metrics > seen + 5, "training")
    assert np.isfinite(viewer.rows[-1][:, 2]).all()


async def test_two_tabs_the_later_wins_and_the_other_is_told(come: Come, server: Server) -> None:
    session = open_session(server.url, SPIRAL)
    ann, bob = await come(server.url, session), await come(server.url, session)
    await ann.say("edit", base=0, changes=[{"path": ["training", "learning_rate"], "value": 0.5}])
    await bob.say("edit", base=0, changes=[{"path": ["training", "learning_rate"], "value": 0.7}])
    await ann.until(lambda: bool(ann.all("document")), "the other's change")
    assert (ann.all("document")[-1]["overwrote"], ann.all("document")[-1]["revision"]) == (True, 2)
    await bob.until(lambda: any(mark["revision"] == 2 for mark in bob.all("mark")), "the mark")
    assert bob.all("mark")[-1]["changes"][0]["new"] == 0.7


async def test_a_slider_is_in_the_picture_soon_after_it_was_moved(come: Come, server: Server) -> None:
    viewer = await come(server.url, open_session(server.url, SPIRAL))
    await viewer.say("watch", probes=[MAPS], rate=60.0)
    await viewer.say("play")
    for number in range(1, 40):
        revision = await viewer.set("training", "learning_rate", to=number / 100)
        assert revision == number
    await viewer.until(lambda: viewer.snapshots[-1][0].revision == 39, "the picture with the newest rate")
    await viewer.until(lambda: viewer.rows[-1][-1, 9] == 0.39, "a record with the newest rate")


def state_of(server: Server, session: str) -> str:
    return httpx.get(f"{server.url}/api/sessions/{session}").json()["state"]


async def test_training_that_nobody_watches_stops_and_says_so_on_return(come: Come, start_server: StartServer) -> None:
    server = start_server("--unwatched-seconds", "0.3")
    session = open_session(server.url, SPIRAL)
    viewer = await come(server.url, session)
    await viewer.say("play")
    await viewer.until(lambda: viewer.metrics > 3, "some epochs")
    await viewer.leave()
    await eventually(lambda: state_of(server, session) == "paused", "training to stop")
    back = await come(server.url, session)
    await back.until(lambda: bool(back.all("notice")), "a word about it")
    assert back.all("notice")[0]["problem"]["code"] == "session.unwatched"


# -- malformed, oversized, flooding -----------------------------------------------------------------------------------

TOO_LARGE = json.dumps({"type": "play", "id": 1, "junk": "x" * 1_100_000})
LONG = json.dumps({"type": "edit", "id": 3, "base": 0, "changes": [{"path": ["x"], "value": "y" * 300_000}]})
DEEP = '{"type": "edit", "id": 3, "base": 0, "changes": [{"path": ["name"], "value": ' + "[" * 50 + "]" * 50 + "}]}"


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (b"\x00\x01", 1003),
        ("", 1007),
        ("not json", 1007),
        ("[]", 1007),
        ("null", 1007),
        ('{"type": "explode", "id": 1}', 1007),
        ('{"type": "play"}', 1007),
        ('{"type": "play", "id": "one"}', 1007),
        ('{"type": "edit", "id": 1, "base": 0}', 1007),
        ("[" * 100_000, 1007),
        (TOO_LARGE, 1009),
    ],
    ids=["binary", "empty", "no json", "list", "null", "type", "no id", "id", "no changes", "deep", "large"],
)
async def test_a_message_that_makes_no_sense_ends_the_connection_with_its_code_and_nothing_else(
    come: Come, server: Server, message: Any, code: int
) -> None:
    session = open_session(server.url, SPIRAL)
    bad, neighbour = await come(server.url, session), await come(server.url, session)
    await neighbour.say("play")
    await bad.socket.send(message)
    assert await bad.closed() == code
    seen = neighbour.metrics
    await neighbour.until(lambda: neighbour.metrics > seen + 3, "the neighbour to go on")
    assert (await come(server.url, session)).state["state"] == "running"


async def test_text_that_is_no_utf8_ends_the_connection(come: Come, server: Server) -> None:
    viewer = await come(server.url, open_session(server.url, SPIRAL))
    await viewer.socket.send(b"\xff\xfe", text=True)
    assert await viewer.closed() == 1007


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ('{"type": "play", "id": 3, "id": 3}', "document.duplicate_key"),
        (DEEP, "document.too_deep"),
        ('{"type": "pace", "id": 3, "steps_per_second": NaN}', "document.not_finite"),
        (LONG, "document.too_large"),
    ],
)
async def test_a_command_whose_contents_are_wrong_is_refused_and_the_connection_stays(
    come: Come, server: Server, message: str, code: str
) -> None:
    viewer = await come(server.url, open_session(server.url, SPIRAL))
    await viewer.socket.send(message)
    await viewer.until(lambda: bool(viewer.all("refused")), "a refusal")
    (refused,) = viewer.all("refused")
    assert (refused["id"], refused["problems"][0]["code"]) == (3, code)
    assert (await viewer.say("play"))["type"] == "ack"


async def test_a_flood_ends_the_connection_and_the_neighbour_is_served(come: Come, start_server: StartServer) -> None:
    server = start_server("--max-messages-per-second", "50")
    session = open_session(server.url, SPIRAL)
    flood, neighbour = await come(server.url, session), await come(server.url, session)
    for _ in range(150):
        await flood.socket.send('{"type": "seen", "snapshot": 0}')
    assert await flood.closed() == 1008
    assert (await neighbour.say("play"))["type"] == "ack"


# -- the handshake ----------------------------------------------------------------------------------------------------


async def refused(url: str, **options: Any) -> int:
    with pytest.raises(InvalidStatus) as error:
        await connect(url, **options)
    return error.value.response.status_code


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1:1"])
async def test_a_socket_of_another_sites_page_is_403(server: Server, origin: Any) -> None:
    url = socket_url(server.url, open_session(server.url, SPIRAL))
    assert await refused(url, origin=origin) == 403


async def test_the_own_page_and_programs_get_a_socket(server: Server) -> None:
    url = socket_url(server.url, open_session(server.url, SPIRAL))
    for origin in (server.url, None):
        socket = await connect(url, origin=origin)  # type: ignore[arg-type]
        await socket.close()


async def test_a_socket_by_an_unknown_name_is_400(server: Server) -> None:
    session = open_session(server.url, SPIRAL)
    url = f"ws://evil.example:{server.port}/api/sessions/{session}/socket"
    assert await refused(url, host="127.0.0.1", port=server.port) == 400


async def test_a_socket_to_no_session_is_404_and_a_cursor_that_is_no_number_422(server: Server) -> None:
    assert await refused(socket_url(server.url, "nothing")) == 404
    url = socket_url(server.url, open_session(server.url, SPIRAL))
    assert await refused(url + "x") == 422


async def test_with_a_token_a_socket_needs_it(start_server: StartServer) -> None:
    server = start_server(DESCENT_TOKEN="correct horse")
    assert await refused(socket_url(server.url, "any")) == 401
    headers = {"Authorization": "Bearer correct horse"}
    assert await refused(socket_url(server.url, "any"), additional_headers=headers) == 404
