"""Sessions on real workers, in this process's loop."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from descent.problems import Refused
from descent.sessions import asking
from descent.sessions.config import SessionConfig
from descent.sessions.host import Host
from descent.sessions.orders import Tensor
from descent.sessions.session import Session
from descent.wire.commands import PauseCommand, PlayCommand
from sessions.drawings import SPIRAL, changed
from support.eventually import eventually

Hosting = Callable[..., Awaitable[Host]]


@pytest.fixture
async def hosting() -> AsyncIterator[Hosting]:
    hosts: list[Host] = []

    async def one(**config: Any) -> Host:
        hosts.append(Host(SessionConfig(**config)))
        await hosts[-1].start()
        return hosts[-1]

    yield one
    for host in hosts:
        await host.stop()


def has_room(host: Host) -> bool:
    try:
        return bool(host.open(SPIRAL))
    except Refused:
        return False


def play(session: Session) -> None:
    session.handle(session.attach(0), PlayCommand(id=1))


async def test_a_session_opened_before_there_is_a_worker_is_served_by_the_first(hosting: Hosting) -> None:
    host = await hosting(workers=1)
    assert not host.is_ready
    session = host.open(SPIRAL)
    play(session)
    await eventually(lambda: session.story.history.end > 3, "some epochs")
    assert host.is_ready
    assert (host.stats().sessions, host.stats().clients, len(host.stats().workers)) == (1, 1, 1)


async def test_sessions_on_one_worker_have_fair_shares_of_its_time(hosting: Hosting) -> None:
    host = await hosting(workers=1)
    small = [host.open(SPIRAL) for _ in range(3)]
    large = host.open(changed(SPIRAL, "network", "nodes", 1, "layer", "units", to=512))
    for session in (*small, large):
        play(session)
    await eventually(lambda: all(session.story.history.end > 1 for session in (*small, large)), "all to train", 20)
    begun = [session.story.history.end for session in small]
    await eventually(lambda: small[0].story.history.end > begun[0] + 400, "four hundred epochs", 30)
    done = [session.story.history.end - begin for session, begin in zip(small, begun, strict=True)]
    assert max(done) < 2 * min(done) + 20


async def test_sessions_are_spread_over_the_workers(hosting: Hosting) -> None:
    host = await hosting(workers=2)
    await eventually(lambda: len(host.stats().workers) == 2, "two workers")
    sessions = [host.open(SPIRAL) for _ in range(4)]
    await eventually(lambda: all(session.story.graph is not None for session in sessions), "all to be understood")
    assert list(host.stats().workers.values()) == [2, 2]


async def test_a_closed_session_is_gone_and_its_key_is_unknown(hosting: Hosting) -> None:
    host = await hosting(workers=1)
    session = host.open(SPIRAL)
    play(session)
    await eventually(lambda: session.story.history.end > 1, "an epoch")
    host.close(session.key)
    with pytest.raises(Refused, match="There is no such session"):
        host.get(session.key)
    assert list(host.stats().workers.values()) == [0]


async def test_sessions_that_nobody_watches_for_long_make_room(hosting: Hosting) -> None:
    host = await hosting(workers=1, max_sessions=2, idle_seconds=0.01)
    watched, idle = host.open(SPIRAL), host.open(SPIRAL)
    watched.attach(0)
    await eventually(lambda: has_room(host), "room")
    assert host.get(watched.key)
    with pytest.raises(Refused):
        host.get(idle.key)


async def test_when_all_is_full_the_session_that_nobody_watched_longest_makes_room(hosting: Hosting) -> None:
    host = await hosting(workers=1, max_sessions=3, yield_seconds=0.01)
    watched, oldest, newer = (host.open(SPIRAL) for _ in range(3))
    watched.attach(0)
    newer.detach(newer.attach(0))
    await eventually(lambda: has_room(host), "room")
    assert host.get(watched.key)
    assert host.get(newer.key)
    with pytest.raises(Refused):
        host.get(oldest.key)


async def test_a_limit_is_said_in_words(hosting: Hosting) -> None:
    host = await hosting(workers=1, max_sessions=1)
    host.open(SPIRAL)
    with pytest.raises(Refused, match="1 sessions are open, which is the limit"):
        host.open(SPIRAL)


async def test_a_fault_in_one_session_is_the_end_of_that_session_only(hosting: Hosting) -> None:
    """Nothing should raise; if it does, here by weights that are shorter than they say, the neighbours go on."""
    host = await hosting(workers=1)
    bad, good = host.open(SPIRAL), host.open(SPIRAL)
    play(good)
    await eventually(lambda: good.story.history.end > 1, "an epoch")
    with pytest.raises(Refused):
        await asking.load(bad, [Tensor(name="dense_1.weight", shape=[1_000])], b"")
    await eventually(lambda: bad.condition == "failed", "the session to fail")
    assert bad.standing.problem is not None
    assert "a fault in the program" in bad.standing.problem.sentence()
    seen = good.story.history.end
    await eventually(lambda: good.story.history.end > seen + 3, "the neighbour to train on")
    good.handle(next(iter(good.clients.values())), PauseCommand(id=2))
