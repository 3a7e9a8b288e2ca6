"""Errors as answers: problems with the status that fits them."""

import logging
from typing import Final

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from descent.problems import DescentError, Problem, Refused
from descent.web.asgi import problems_response
from descent.web.body import TooLarge

LOG: Final = logging.getLogger("descent")

STATUS: Final = {
    "session.unknown": 404,
    "web.no_example": 404,
    "web.no_language": 404,
    "session.no_quantity": 404,
    "session.too_many": 503,
    "session.worker_lost": 503,
    "session.no_answer": 503,
}


def status_of(error: DescentError) -> int:
    """The HTTP status of an error: 422 for what is wrong with what was sent, 409 for a move out of turn."""
    if isinstance(error, TooLarge):
        return 413
    return STATUS.get(error.problems[0].code, 409 if isinstance(error, Refused) else 422)


async def _of_ours(request: Request, error: Exception) -> Response:
    del request
    assert isinstance(error, DescentError)
    # What is too large would otherwise be read to its end, however long that is.
    headers = {"Connection": "close"} if isinstance(error, TooLarge) else {}
    return problems_response(status_of(error), error.problems, headers)


async def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        problem = Problem(code="web.wrong_method", params={"method": request.method[:20]})
    else:
        problem = Problem(code="web.not_found")
    return problems_response(error.status_code, [problem], dict(error.headers or {}))


async def _of_the_program(request: Request, error: Exception) -> Response:
    LOG.error("%s %s", request.method, request.url.path, exc_info=error)
    return problems_response(500, [Problem(code="web.internal")])


def handle_errors(app: FastAPI) -> None:
    """Has the app answer every error as docs/protocol.md says."""
    app.add_exception_handler(DescentError, _of_ours)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(Exception, _of_the_program)
