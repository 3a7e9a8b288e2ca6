"""Small answers and readings of ASGI that several middlewares share."""

from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from descent.problems import Problem


def header(scope: Scope, name: str) -> str | None:
    """A header's value; None when it is missing, or there twice with different values."""
    values = set(Headers(scope=scope).getlist(name))
    return values.pop() if len(values) == 1 else None


def problems_response(status: int, problems: Iterable[Problem], headers: dict[str, str] | None = None) -> JSONResponse:
    """An error as docs/protocol.md has it."""
    body = {"problems": [problem.model_dump(mode="json") for problem in problems]}
    return JSONResponse(body, status, headers={"Cache-Control": "no-store", **(headers or {})})


async def answer(response: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Answers a request; refuses the handshake of a socket with the same status."""
    if scope["type"] == "websocket":
        await receive()  # websocket.connect
    await response(scope, receive, send)
