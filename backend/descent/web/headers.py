"""What every answer carries: the content security policy with a nonce of its own, and the other protections."""

import secrets
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors {ancestors}"
)
DATA_POLICY: Final = "default-src 'none'; frame-ancestors 'none'"


class Protections:
    """Makes the nonce (`scope["state"]["nonce"]`) and sets the headers, unless an answer has its own."""

    def __init__(self, app: ASGIApp, frame_ancestors: str) -> None:
        self._app = app
        self._ancestors = frame_ancestors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        nonce = scope.setdefault("state", {})["nonce"] = secrets.token_urlsafe(16)

        async def protected(message: Message) -> None:
            if message["type"] in {"http.response.start", "websocket.http.response.start"}:
                self._protect(MutableHeaders(scope=message), nonce)
            await send(message)

        await self._app(scope, receive, protected)

    def _protect(self, headers: MutableHeaders, nonce: str) -> None:
        is_page = headers.get("content-type", "").startswith("text/html")
        policy = PAGE_POLICY.format(nonce=nonce, ancestors=self._ancestors) if is_page else DATA_POLICY
        headers["Content-Security-Policy"] = policy
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "no-referrer"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers.setdefault("Cache-Control", "no-store")
