"""What all tests share: servers to talk to, the order in which tests run, and what the inner loop leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from support.server import SHARED, Server, StartServer

pytest_plugins = ["support.peers"]

BROWSER_PLACE = "e2e"
# Folders and files whose tests start processes, train to the end or are measured in seconds for another reason.
SLOW_PLACES = {
    BROWSER_PLACE,
    "coach",
    "faults",
    "sketches",
    "test_against_torch.py",
    "test_claims.py",
    "test_every_layer.py",
    "test_host.py",
    "test_pictures.py",
    "test_progress.py",
    "test_promises.py",
    "test_race.py",
    "test_random_graphs.py",
    "test_serve.py",
}
SLOW_FIXTURES = {"safetensors", "server", "sklearn", "start_server", "torch"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--quick`: the inner loop. Works with paths too: `pytest --quick tests/engine`."""
    parser.addoption("--quick", action="store_true", help="leave out what is slow, and try properties on fewer cases")


def pytest_configure(config: pytest.Config) -> None:
    """A busy machine is no failure, so there is no deadline; the inner loop tries fewer cases."""
    quick = bool(config.getoption("quick"))
    settings.register_profile("full", deadline=None)
    settings.register_profile("quick", deadline=None, max_examples=10)
    settings.load_profile("quick" if quick else "full")
    if quick:
        config.option.markexpr = "not slow"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The inner loop does not even read slow places: importing what their tests need takes longer than its tests."""
    return True if config.getoption("quick") and collection_path.name in SLOW_PLACES else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what is slow and what drives a browser; the latter runs last, for its loop and pytest-asyncio's clash."""
    for item in items:
        if BROWSER_PLACE in item.path.parts:
            item.add_marker("browser")
        if SLOW_PLACES & set(item.path.parts) or SLOW_FIXTURES & set(getattr(item, "fixturenames", ())):
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
    """One server for the whole run. It must end without a traceback in its log."""
    running = Server.start(tmp_path_factory.mktemp("server"), SHARED)
    yield running
    running.stop()
    running.check_log()
