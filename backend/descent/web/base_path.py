"""Serves under a base path, whether the proxy in front strips it or not."""

from starlette.types import ASGIApp, Receive, Scope, Send


class BasePath:
    """Takes the base off paths that begin with it, and tells everyone behind what it is (`scope["state"]["base"]`)."""

    def __init__(self, app: ASGIApp, base: str) -> None:
        self._app = app
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        scope = {**scope, "state": {**scope.get("state", {}), "base": self._base}}
        path: str = scope["path"]
        if self._base and (path == self._base or path.startswith(f"{self._base}/")):
            scope["path"] = path[len(self._base) :] or "/"
            scope["raw_path"] = scope["path"].encode()
        await self._app(scope, receive, send)
