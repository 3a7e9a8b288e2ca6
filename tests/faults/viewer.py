"""A second client, written from docs/protocol.md: what a page does, without a page."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from typing import Any, Self

import httpx
import numpy as np
from numpy.typing import NDArray
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from descent.document import Document
from descent.wire.metrics import decode_metrics
from descent.wire.snapshot import Section, SnapshotHeader, decode_snapshot
from support.eventually import eventually

MAPS = {"probe": "maps", "node": "dense_1", "resolution": 20}


def open_session(url: str, document: Document) -> str:
    """The key of a new session."""
    answer = httpx.post(f"{url}/api/sessions", content=document.model_dump_json())
    assert answer.status_code == 201, answer.text
    return answer.json()["session"]


def socket_url(url: str, session: str, metrics: int = 0) -> str:
    return f"{url.replace('http', 'ws', 1)}/api/sessions/{session}/socket?metrics={metrics}"


class Viewer:
    """Reads everything, remembers it, and checks on the way that no record is lost or comes twice."""

    def __init__(self, socket: ClientConnection, metrics: int) -> None:
        self.socket = socket
        self.metrics = metrics
        self.events: list[dict[str, Any]] = []
        self.rows: list[NDArray[np.float64]] = []
        self.frames_of_metrics = 0
        self.snapshots: list[tuple[SnapshotHeader, list[Section]]] = []
        self.draws = True
        self._ids = count(1)
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def come(cls, url: str, session: str, metrics: int = 0, **options: Any) -> Self:
        socket = await connect(socket_url(url, session, metrics), compression=None, max_size=None, **options)
        viewer = cls(socket, metrics)
        await viewer.until(lambda: bool(viewer.all("hello")), "hello")
        return viewer

    async def leave(self) -> None:
        await self.socket.close()
        with suppress(AssertionError):  # told already to who waited
            await self._reading

    async def _read(self) -> None:
        try:
            async for frame in self.socket:
                await self._take(frame)
        except ConnectionClosed:
            return

    async def _take(self, frame: str | bytes) -> None:
        if isinstance(frame, str):
            self.events.append(json.loads(frame))
        elif frame[0] == 2:
            first, rows = decode_metrics(frame)
            assert first == self.metrics, f"records from {first} on came to one who had {self.metrics}"
            self.metrics = first + len(rows)
            self.rows.append(rows)
            self.frames_of_metrics += 1
        else:
            header, sections = decode_snapshot(frame)
            self.snapshots.append((header, sections))
            if self.draws:
                await self.socket.send(json.dumps({"type": "seen", "snapshot": header.number}))

    async def say(self, kind: str, **fields: Any) -> dict[str, Any]:
        """A command, and its answer."""
        number = next(self._ids)
        await self.socket.send(json.dumps({"type": kind, "id": number, **fields}))
        await self.until(lambda: self._answer(number) is not None, f"the answer to {kind}")
        return self._answer(number) or {}

    def _answer(self, number: int) -> dict[str, Any] | None:
        answers = (event for event in self.events if event["type"] in {"ack", "refused"})
        return next((answer for answer in answers if answer["id"] == number), None)

    async def set(self, *path: str | int, to: Any) -> int:
        """Changes the document; the new revision."""
        answer = await self.say("edit", base=self.revision, changes=[{"path": list(path), "value": to}])
        assert answer["type"] == "ack", answer
        return answer["revision"]

    async def until(self, holds: Callable[[], bool], what: str, seconds: float = 15.0) -> None:
        def holds_or_fails() -> bool:
            if self._reading.done() and (error := self._reading.exception()):
                raise error
            return holds()

        await eventually(holds_or_fails, what, seconds)

    async def until_state(self, state: str, seconds: float = 15.0) -> dict[str, Any]:
        await self.until(lambda: self.state["state"] == state, f"the state {state}; it is {self.state}", seconds)
        return self.state

    async def closed(self) -> int | None:
        """The code with which the server closed the connection."""
        await asyncio.wait_for(self.socket.wait_closed(), 15)
        return self.socket.close_code

    def all(self, kind: str) -> list[dict[str, Any]]:
        return [event for event in self.events if event["type"] == kind]

    @property
    def state(self) -> dict[str, Any]:
        states = self.all("state")
        return states[-1] if states else self.all("hello")[-1]["state"]

    @property
    def revision(self) -> int:
        return max(event["revision"] for event in self.events if "revision" in event)

    @property
    def steps(self) -> list[float]:
        """The steps of all records that came."""
        return [step for rows in self.rows for step in rows[:, 0].tolist()]
