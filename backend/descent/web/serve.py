"""`descent serve`: one uvicorn process with no training in it."""

import contextlib
import errno
import signal
import socket
import sys
from collections.abc import Generator
from types import FrameType
from typing import Any, Final

import uvicorn

from descent.problems import DescentError, Problem
from descent.web.app import create_app
from descent.web.logs import set_up_logs
from descent.web.settings import ServerSettings

MAX_MESSAGE: Final = 1024 * 1024
"""Bytes of one message from a client; beyond: closed, 1009."""

PING_SECONDS: Final = 10.0


class Server(uvicorn.Server):
    """Says where it is when it is ready, and ends with a plain exit code when it is told to."""

    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """uvicorn's, and a line for whoever started it."""
        await super().startup(sockets)
        if self.started:
            sys.stdout.write(f"Descent is at {self._address}\n")
            sys.stdout.flush()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        """Ends gracefully on SIGINT and SIGTERM; uvicorn would raise them again, as if that were a failure."""
        wanted = (signal.SIGINT, signal.SIGTERM)
        before = {name: signal.signal(name, self._asked_to_end) for name in wanted}
        try:
            yield
        finally:
            for name, handler in before.items():
                signal.signal(name, handler)

    def _asked_to_end(self, number: int, frame: FrameType | None) -> None:
        self.handle_exit(number, frame)


def listen(settings: ServerSettings) -> socket.socket:
    """A listening socket. Raises DescentError in one clear line when there can't be one."""
    try:
        return _bound(settings)
    except OSError as error:
        params: dict[str, Any] = {"host": settings.host, "port": settings.port}
        if error.errno == errno.EADDRINUSE:
            raise DescentError(Problem(code="web.port_taken", params=params)) from None
        params["reason"] = error.strerror or str(error)
        raise DescentError(Problem(code="web.cannot_listen", params=params)) from None


def _bound(settings: ServerSettings) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(
        settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        _give_up_the_silent(listener, settings.silent_seconds)
        listener.bind(address)
        listener.listen(2048)
    except OSError:
        listener.close()
        raise
    return listener


def _give_up_the_silent(listener: socket.socket, seconds: float) -> None:
    """Connections whose peer acknowledges nothing are dropped by the kernel; pings don't free a stalled one."""
    if sys.platform == "linux":
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(seconds * 1_000))


def address_of(listener: socket.socket, settings: ServerSettings) -> str:
    """What to type into a browser."""
    port = listener.getsockname()[1]
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{port}{settings.base_path}/"


def config_of(settings: ServerSettings) -> uvicorn.Config:
    """How uvicorn was measured best: uvloop, sans-I/O sockets, no deflate (nine times the work for binary frames)."""
    return uvicorn.Config(
        create_app(settings),
        loop="uvloop",
        http="httptools",
        ws="websockets-sansio",
        ws_max_size=MAX_MESSAGE,
        ws_per_message_deflate=False,
        ws_ping_interval=PING_SECONDS,
        ws_ping_timeout=settings.silent_seconds,
        timeout_graceful_shutdown=int(settings.shutdown_seconds) or 1,
        log_config=None,
        access_log=False,  # paths hold the keys of sessions
        log_level="warning",  # on "info", uvicorn writes the paths of sockets
        server_header=False,
        proxy_headers=bool(settings.trusted_proxy),
        forwarded_allow_ips=settings.trusted_proxy or None,
    )


def serve(settings: ServerSettings) -> int:
    """Serves until it is told to stop; the exit code. Raises DescentError when it can't listen."""
    set_up_logs()
    with contextlib.closing(listen(settings)) as listener:
        server = Server(config_of(settings), address_of(listener, settings))
        server.run(sockets=[listener])
    return 0 if server.started else 1
