"""The end of the server, asked for or not: sockets told, nobody left behind."""

from __future__ import annotations

import time

import pytest

from faults.conftest import Come
from faults.processes import family, freeze, is_alive, workers
from faults.viewer import open_session
from sessions.drawings import SPIRAL
from support.eventually import eventually
from support.server import StartServer


async def test_at_sigterm_sockets_are_closed_with_1012_and_nobody_is_left(
    come: Come, start_server: StartServer
) -> None:
    server = start_server()
    viewers = [await come(server.url, open_session(server.url, SPIRAL)) for _ in range(3)]
    for viewer in viewers:
        await viewer.say("play")
        await viewer.until(lambda viewer=viewer: viewer.metrics > 1, "training")
    everyone = family(server)
    assert len(everyone) >= 3
    began = time.monotonic()
    assert server.stop() == 0
    assert time.monotonic() - began < 10
    assert [await viewer.closed() for viewer in viewers] == [1012] * 3
    await eventually(lambda: not any(map(is_alive, everyone)), "all processes to end")
    server.check_log()


@pytest.mark.parametrize("stuck", [False, True], ids=["working", "stuck"])
async def test_when_the_server_is_killed_no_worker_is_left(come: Come, start_server: StartServer, stuck: bool) -> None:
    server = start_server()
    viewer = await come(server.url, open_session(server.url, SPIRAL))
    await viewer.say("play")
    await viewer.until(lambda: viewer.metrics > 1, "training")
    everyone = family(server)
    if stuck:
        for worker in workers(server):
            freeze(worker)
    server.kill()
    await eventually(lambda: not any(map(is_alive, everyone)), "all processes to end")
