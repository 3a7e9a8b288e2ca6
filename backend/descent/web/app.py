"""The whole server as one ASGI app."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from descent.sessions.host import Host
from descent.web import api, site, socket, trail, words
from descent.web.access import KnownHost, SameOrigin
from descent.web.base_path import BasePath
from descent.web.built import STATIC
from descent.web.errors import handle_errors
from descent.web.headers import Protections
from descent.web.languages import find_languages
from descent.web.policy import open_paths
from descent.web.settings import ServerSettings
from descent.web.token import Key, NeedsToken


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncGenerator[None]:
    await app.state.host.start()
    yield
    await app.state.host.stop()


def create_app(settings: ServerSettings) -> FastAPI:
    """Routes and doors. Raises LookupError when a route does not declare who may use it."""
    app = FastAPI(title="Descent", openapi_url=None, lifespan=_life)
    app.state.settings = settings
    app.state.host = Host(settings)
    app.state.languages = find_languages(settings.languages)
    app.state.key = Key(settings.token.get_secret_value()) if settings.token else None
    app.include_router(site.router)
    app.include_router(api.router)
    app.include_router(trail.router)
    app.include_router(words.router)
    app.include_router(socket.router)
    app.mount("/static", site.Files(directory=STATIC, check_dir=False))
    handle_errors(app)
    _put_doors(app, settings)
    return app


def _put_doors(app: FastAPI, settings: ServerSettings) -> None:
    """Each door is passed from the bottom of this list to its top."""
    free = open_paths(app.routes)
    if app.state.key is not None:
        app.add_middleware(NeedsToken, key=app.state.key, open_paths=free)
    app.add_middleware(SameOrigin, allowed=settings.allowed_origin)
    app.add_middleware(KnownHost, names=[settings.host, *settings.allowed_host], open_paths=free)
    app.add_middleware(Protections, frame_ancestors=settings.frame_ancestors)
    app.add_middleware(BasePath, base=settings.base_path)
