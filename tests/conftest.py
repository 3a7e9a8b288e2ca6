"""What all tests share: servers to talk to, and the order in which tests run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.server import Server, StartServer

BROWSER_FIXTURES = {"browser", "new_context", "context", "page"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what drives a browser, and runs it last: Playwright's loop and pytest-asyncio's cannot alternate."""
    for item in items:
        if BROWSER_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture
def start_server(tmp_path: Path) -> Iterator[StartServer]:
    """Starts servers of a test's own, with flags and environment of its choice; all are stopped at its end."""
    servers: list[Server] = []

    def start(*flags: str, **environment: str) -> Server:
        server = Server.start(tmp_path / f"server-{len(servers)}", flags, environment)
        servers.append(server)
        return server

    yield start
    for server in servers:
        server.stop()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the whole run, as `descent serve` starts it. It must end without a traceback in its log."""
    running = Server.start(tmp_path_factory.mktemp("server"))
    yield running
    running.stop()
    running.check_log()
