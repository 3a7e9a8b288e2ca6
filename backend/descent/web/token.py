"""The access token: by cookie, by `Authorization: Bearer`, by `?token=` once, or typed into a form."""

import hmac
from collections.abc import Collection
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from descent.problems import Problem
from descent.web.asgi import answer, header, problems_response
from descent.web.pages import token_page

BEARER: Final = "bearer "
SECONDS: Final = 30 * 24 * 3600


class Key:
    """The token, and the cookie that stands for it: nobody can read the token out of the cookie."""

    def __init__(self, token: str) -> None:
        self._token = token.encode()
        self._cookie = hmac.digest(self._token, b"descent cookie", "sha256").hex()
        # Cookies are shared by all ports of a host: two servers must not sign each other out.
        self.cookie_name = f"descent_{self._cookie[:8]}"

    def fits(self, given: str) -> bool:
        """Whether this is the token; takes the same time whatever is wrong with it."""
        return hmac.compare_digest(given.encode(), self._token)

    def is_signed_in(self, scope: Scope) -> bool:
        """Whether a request carries the cookie or the token."""
        authorization = header(scope, "authorization") or ""
        if authorization.lower().startswith(BEARER):
            return self.fits(authorization[len(BEARER) :].strip())
        try:
            cookie = SimpleCookie(header(scope, "cookie") or "").get(self.cookie_name)
        except CookieError:
            return False
        return cookie is not None and hmac.compare_digest(cookie.value.encode(), self._cookie.encode())

    def sign_in(self, scope: Scope, target: str) -> Response:
        """Sets the cookie and goes on to a path."""
        response = RedirectResponse(target, 303, headers={"Cache-Control": "no-store"})
        response.set_cookie(
            self.cookie_name,
            self._cookie,
            max_age=SECONDS,
            path=scope["state"]["base"] or "/",
            secure=scope["scheme"] in {"https", "wss"},
            httponly=True,
            samesite="lax",
        )
        return response


def _token_in_query(scope: Scope) -> tuple[str | None, str]:
    """The token of a page's address, and the address without it."""
    pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    token = next((value for name, value in pairs if name == "token"), None)
    rest = urlencode([(name, value) for name, value in pairs if name != "token"])
    path = "/" + scope["path"].lstrip("/\\")
    return token, scope["state"]["base"] + path + (f"?{rest}" if rest else "")


class NeedsToken:
    """Lets in who has the token; asks everybody else for it."""

    def __init__(self, app: ASGIApp, key: Key, open_paths: Collection[str]) -> None:
        self._app = app
        self._key = key
        self._open = open_paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] == "lifespan" or scope["path"] in self._open:
            await self._app(scope, receive, send)
            return
        is_page = scope["type"] == "http" and scope["method"] == "GET"
        token, address = _token_in_query(scope)
        if is_page and token is not None and self._key.fits(token):
            await answer(self._key.sign_in(scope, address), scope, receive, send)
        elif self._key.is_signed_in(scope):
            await self._app(scope, receive, send)
        elif is_page and "text/html" in Request(scope).headers.get("accept", ""):
            await answer(token_page(scope, wrong=token is not None), scope, receive, send)
        else:
            problem = Problem(code="web.token_missing")
            refusal = problems_response(401, [problem], {"WWW-Authenticate": "Bearer"})
            await answer(refusal, scope, receive, send)
