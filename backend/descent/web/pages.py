"""The pages that the server writes itself: the shell of the real page, and plain ones with a sentence."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from urllib.parse import parse_qs

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse
from starlette.types import Scope

import descent
from descent.problems import Problem
from descent.web.built import Built
from descent.web.languages import COOKIE, QUERY, language_of, languages_of

STATIC_PATH: Final = "static/"
YEAR: Final = 31_536_000  # seconds


@dataclass(frozen=True)
class Preview:
    """What a link shows before it is opened. `example` is the name that the page fetches."""

    title: str
    description: str
    example: str | None = None


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("descent.web"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _page(template: str, scope: Scope, status: int, **values: Any) -> HTMLResponse:
    language = language_of(scope)
    text = _templates().get_template(template).render(nonce=scope["state"]["nonce"], language=language, **values)
    response = HTMLResponse(text, status, {"Cache-Control": "no-store"})
    if QUERY in parse_qs(scope["query_string"].decode("latin-1")):
        # What was asked for once stays: the page's own address has no room for it.
        response.set_cookie(COOKIE, language.tag, max_age=YEAR, path=base_of(scope), samesite="lax")
    return response


def base_of(scope: Scope) -> str:
    """The path that everything is under; begins and ends with a slash."""
    return scope["state"]["base"] + "/"


def shell(scope: Scope, page: Built, preview: Preview, status: int = 200) -> HTMLResponse:
    """The page, which does the rest."""
    base = base_of(scope)
    static = base + STATIC_PATH
    return _page(
        "shell.html",
        scope,
        status,
        base=base,
        version=descent.__version__,
        title=preview.title,
        description=preview.description,
        example=preview.example,
        script=static + page.script,
        styles=[static + name for name in page.styles],
        modules=[static + name for name in page.modules],
        fonts=[static + name for name in page.fonts],
        icon=static + page.icon if page.icon else None,
        languages=json.dumps([[one.tag, one.name] for one in languages_of(scope).values()], ensure_ascii=False),
        needs_script=language_of(scope).words("web.needs_script"),
    )


def message(scope: Scope, status: int, problem: Problem) -> HTMLResponse:
    """A page with one sentence."""
    sentence = language_of(scope).sentence(problem)
    return _page("message.html", scope, status, title="Descent", sentence=sentence, form=None)


def token_page(scope: Scope, *, wrong: bool) -> HTMLResponse:
    """Asks for the access token; after that the browser goes on to the path it wanted."""
    words = language_of(scope).words
    form = {
        "action": base_of(scope) + "token",
        "next": scope["path"],
        "label": words("web.token_label"),
        "button": words("web.token_button"),
    }
    sentence = words("web.token_wrong" if wrong else "web.token_missing")
    return _page("message.html", scope, 401, title="Descent", sentence=sentence, form=form)
