"""The socket of a session (docs/protocol.md, "Over the socket")."""

import asyncio
import contextlib
from typing import Final

from fastapi import APIRouter, WebSocket
from starlette.websockets import WebSocketDisconnect

from descent.problems import DescentError, Problem
from descent.sessions.client import Client
from descent.sessions.config import SessionConfig
from descent.sessions.session import Session
from descent.web.asgi import problems_response
from descent.web.errors import status_of
from descent.web.flood import Flood
from descent.web.policy import Policy, declares
from descent.wire.events import RefusedEvent
from descent.wire.reading import Malformed, Unacceptable, read_command

router: Final = APIRouter(prefix="/api")

BINARY: Final = 1003
GONE: Final = 1006
MALFORMED: Final = 1007
FLOOD: Final = 1008
MAX_REASON: Final = 120
"""Bytes; a close frame holds 125 in all."""


class Ended(Exception):  # noqa: N818  # the way out of two loops, not an error
    """This socket is done with."""

    def __init__(self, code: int, reason: str = "") -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason.encode()[:MAX_REASON].decode(errors="ignore")


@router.websocket("/sessions/{session}/socket")
@declares(Policy.GUARDED)
async def session_socket(socket: WebSocket, session: str, metrics: str = "0") -> None:
    """One viewer. The session goes on without it."""
    try:
        found: Session = socket.app.state.host.get(session)
        client = found.attach(_cursor(metrics))
    except DescentError as error:
        await socket.send_denial_response(problems_response(status_of(error), error.problems))
        return
    await socket.accept()
    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_send(socket, found, client))
            tasks.create_task(_receive(socket, found, client, socket.app.state.settings))
            tasks.create_task(_end(client))
    except* Ended as ended:
        first = ended.exceptions[0]
        assert isinstance(first, Ended)
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            await socket.close(first.code, first.reason)
    except* WebSocketDisconnect:
        pass
    finally:
        found.detach(client)


def _cursor(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise DescentError(Problem(code="web.not_a_number", params={"name": "metrics", "got": text[:40]}))
    return int(text)


async def _send(socket: WebSocket, session: Session, client: Client) -> None:
    async for frame in session.frames(client):
        try:
            if isinstance(frame, str):
                await socket.send_text(frame)
            else:
                await socket.send_bytes(frame)
        except RuntimeError:  # uvicorn has closed it by itself, for a message that was too large or no UTF-8
            raise WebSocketDisconnect(GONE) from None


async def _receive(socket: WebSocket, session: Session, client: Client, config: SessionConfig) -> None:
    loop = asyncio.get_running_loop()
    flood = Flood(config.max_messages_per_second, loop.time())
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message["code"])
        if not flood.takes(loop.time()):
            raise Ended(FLOOD, f"more than {config.max_messages_per_second} messages a second")
        text = message.get("text")
        if text is None:
            raise Ended(BINARY, "commands are JSON text")
        _obey(session, client, text)


def _obey(session: Session, client: Client, text: str) -> None:
    try:
        command = read_command(text)
    except Unacceptable as error:
        refused = RefusedEvent(id=error.number, problems=error.problems, revision=session.draft.revision)
        client.tell(refused.model_dump_json())
    except Malformed as error:
        raise Ended(MALFORMED, str(error)) from None
    else:
        session.handle(client, command)


async def _end(client: Client) -> None:
    """Waits until the server itself is done with the client."""
    raise Ended(await client.ended)
