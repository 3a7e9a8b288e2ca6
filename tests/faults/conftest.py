"""Viewers that go home when the test is over."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from faults.viewer import Viewer

Come = Callable[..., Awaitable[Viewer]]


@pytest.fixture
async def come() -> AsyncIterator[Come]:
    """Connects viewers: `await come(url, session, metrics=0)`."""
    viewers: list[Viewer] = []

    async def one(url: str, session: str, metrics: int = 0) -> Viewer:
        viewers.append(await Viewer.come(url, session, metrics))
        return viewers[-1]

    yield one
    for viewer in viewers:
        await viewer.leave()
