"""Apps without a network: requests go straight to the ASGI app."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest

from descent.web.app import create_app
from descent.web.settings import ServerSettings

Visit = Callable[..., httpx.AsyncClient]


@pytest.fixture
async def visit() -> AsyncIterator[Visit]:
    """Makes clients of an app with these settings. Its workers are not started: nothing here trains."""
    made: list[httpx.AsyncClient] = []

    def client(base_url: str = "http://127.0.0.1:8000", **settings: Any) -> httpx.AsyncClient:
        app = create_app(ServerSettings(**settings))
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        made.append(httpx.AsyncClient(transport=transport, base_url=base_url))
        return made[-1]

    yield client
    for one in made:
        await one.aclose()
