"""The server's end of the socket pair to a worker."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

from pydantic import BaseModel

from descent.sessions.framing import FrameReader, pack
from descent.sessions.reports import REPORT


class WorkerLink(asyncio.BufferedProtocol):
    """Orders out, reports in. A report that makes no sense ends the connection, and with it the worker."""

    def __init__(self, on_report: Callable[[Any, bytes], None], on_lost: Callable[[], None]) -> None:
        self._on_report = on_report
        self._on_lost = on_lost
        self._reader = FrameReader()
        self._transport: asyncio.Transport | None = None
        self.closed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """asyncio: connected."""
        self._transport = cast(asyncio.Transport, transport)

    def get_buffer(self, sizehint: int) -> memoryview:
        """asyncio: where to put bytes."""
        del sizehint
        return self._reader.buffer()

    def buffer_updated(self, nbytes: int) -> None:
        """asyncio: bytes have come."""
        for frame in self._reader.received(nbytes):
            self._on_report(REPORT.validate_json(frame.message), frame.raw)

    def connection_lost(self, exc: Exception | None) -> None:
        """asyncio: the worker has ended, or was let go."""
        del exc
        self._transport = None
        self.closed.set_result(None)
        self._on_lost()

    def send(self, order: BaseModel, raw: bytes = b"") -> None:
        """Sends an order; to a worker that is gone, nothing."""
        if self._transport is not None:
            self._transport.write(pack(order.model_dump_json().encode(), raw))

    def close(self) -> None:
        """Lets the worker go: it ends when it reads that nobody is there."""
        if self._transport is not None:
            self._transport.close()
