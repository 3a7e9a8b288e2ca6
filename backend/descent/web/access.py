"""Who may come in: pure ASGI middlewares, each with one question. Requests and sockets are treated alike."""

import ipaddress
from collections.abc import Collection, Iterable
from typing import Final
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from descent.problems import Problem
from descent.web.asgi import answer, header, problems_response

LOOPBACK_NAMES: Final = frozenset({"localhost", "127.0.0.1", "::1"})
READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_SITE: Final = frozenset({"same-origin", "none"})


def host_name(value: str) -> str | None:
    """The name in a Host header, without port, brackets and a final dot; None when it is none."""
    try:
        parts = urlsplit(f"//{value}")
        name, _ = parts.hostname, parts.port  # reading the port checks it
    except ValueError:
        return None
    is_plain = not (parts.path or parts.query or parts.fragment or parts.username is not None)
    return (name or "").removesuffix(".") or None if is_plain else None


def _is_reached_address(name: str, scope: Scope) -> bool:
    """Whether the name is the very address that the connection came in at: no name that could be pointed elsewhere."""
    server = scope.get("server")
    try:
        return server is not None and ipaddress.ip_address(name) == ipaddress.ip_address(server[0])
    except ValueError:
        return False


class KnownHost:
    """Refuses requests that name another host: a page elsewhere whose name was pointed at us (DNS rebinding)."""

    def __init__(self, app: ASGIApp, names: Iterable[str], open_paths: Collection[str]) -> None:
        self._app = app
        self._names = LOOPBACK_NAMES | {name.lower() for name in names}
        self._open = open_paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] == "lifespan" or scope["path"] in self._open:
            await self._app(scope, receive, send)
            return
        given = header(scope, "host") or ""
        name = host_name(given)
        if name is not None and (name in self._names or _is_reached_address(name, scope)):
            await self._app(scope, receive, send)
            return
        problem = Problem(code="web.unknown_host", params={"host": given[:200]})
        await answer(problems_response(400, [problem]), scope, receive, send)


class SameOrigin:
    """Refuses sockets and changes that another site's page asks for. Programs send no Origin and are let through."""

    def __init__(self, app: ASGIApp, allowed: Iterable[str]) -> None:
        self._app = app
        self._allowed = {origin.lower().rstrip("/") for origin in allowed}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        foreign = None if scope["type"] == "lifespan" else self._foreign(scope)
        if foreign is None:
            await self._app(scope, receive, send)
        else:
            problem = Problem(code="web.foreign_origin", params={"origin": foreign[:200]})
            await answer(problems_response(403, [problem]), scope, receive, send)

    def _foreign(self, scope: Scope) -> str | None:
        """The origin that may not do this; None when there is nothing to object to."""
        if scope["type"] == "http" and scope["method"] in READING:
            return None
        names = [name for name, _ in scope["headers"]]
        origin = header(scope, "origin")
        if b"origin" in names:
            scheme = {"ws": "http", "wss": "https"}.get(scope["scheme"], scope["scheme"])
            own = f"{scheme}://{header(scope, 'host')}".lower()
            return None if origin is not None and origin.lower() in {own, *self._allowed} else origin or "several"
        site = header(scope, "sec-fetch-site")
        return None if b"sec-fetch-site" not in names or site in OWN_SITE else str(site)
