"""What all tests share: servers to talk to, and the order in which tests run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from support.server import Server, StartServer

# A busy machine is no failure, so there is no deadline; the inner loop tries fewer cases.
settings.register_profile("full", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=10)
settings.load_profile("full")

BROWSER_PLACE = "e2e"
# Folders and files whose tests start processes or train to the end: too much for the inner loop.
SLOW_PLACES = {"cli", "examples", "faults", "test_serve.py"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what is slow and what drives a browser; the latter runs last, for its loop and pytest-asyncio's clash."""
    for item in items:
        if BROWSER_PLACE in item.path.parts:
            item.add_marker("browser")
        if SLOW_PLACES & set(item.path.parts):
            item.add_marker("slow")
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
