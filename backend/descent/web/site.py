"""The page: its shell, its files, the form for the token, and whether the server is well."""

from os import PathLike, stat_result
from typing import Final
from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response
from starlette.responses import PlainTextResponse
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from descent.examples import examples
from descent.problems import Problem
from descent.web.body import read_body
from descent.web.built import built
from descent.web.languages import language_of
from descent.web.pages import Preview, message, shell, token_page
from descent.web.policy import Policy, declares
from descent.web.token import Key

router: Final = APIRouter()
guarded: Final = declares(Policy.GUARDED)
opened: Final = declares(Policy.OPEN)

MAX_FORM: Final = 4_096
FOREVER: Final = "max-age=31536000, immutable"


def _shell(request: Request, preview: Preview) -> Response:
    page = built()
    if page is None:
        return message(request.scope, 503, Problem(code="web.not_built"))
    return shell(request.scope, page, preview)


@router.get("/")
@guarded
async def get_page(request: Request) -> Response:
    """The page; what it opens stands in the link's fragment, which no server sees."""
    return _shell(request, Preview("Descent", language_of(request.scope).words("web.description")))


@router.get("/e/{name}")
@guarded
async def get_example_page(request: Request, name: str) -> Response:
    """The page with an example."""
    if (example := examples().get(name)) is None:
        return message(request.scope, 404, Problem(code="web.no_example", params={"name": name[:80]}))
    language = language_of(request.scope)
    title = language.words(f"example.{name}.title", example.title)
    description = language.words(f"example.{name}.description", example.description)
    return _shell(request, Preview(f"{title} · Descent", description, name))


@router.get("/healthz")
@opened
async def get_health() -> Response:
    """The process is up."""
    return PlainTextResponse("ok")


@router.get("/readyz")
@opened
async def get_readiness(request: Request) -> Response:
    """Sessions can be taken."""
    is_ready = request.app.state.host.is_ready
    return PlainTextResponse("ready" if is_ready else "starting", 200 if is_ready else 503)


@router.post("/token")
@opened
async def post_token(request: Request) -> Response:
    """The form of the token page."""
    fields = parse_qs((await read_body(request, MAX_FORM)).decode("utf-8", "replace"))
    key: Key | None = request.app.state.key
    # Only a path of our own may follow: no scheme, no host, and no second slash that would make one.
    request.scope["path"] = "/" + fields.get("next", ["/"])[0].lstrip("/\\")
    if key is None or not key.fits(fields.get("token", [""])[0]):
        return token_page(request.scope, wrong=True)
    return key.sign_in(request.scope, request.scope["state"]["base"] + request.scope["path"])


@guarded
class Files(StaticFiles):
    """The built page. Names of files in assets/ carry a hash of their content, so they never change."""

    def file_response(
        self, full_path: str | PathLike[str], stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """Starlette's, with how long it may be kept."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = FOREVER if "/assets/" in scope["path"] else "no-cache"
        return response
