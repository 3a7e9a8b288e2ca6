"""The pages that the server writes itself: the shell of the real page, and plain ones with a sentence."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse
from starlette.types import Scope

import descent
from descent.problems import Problem
from descent.web.built import Built

STATIC_PATH = "static/"


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


def _words(code: str) -> str:
    return Problem(code=code).sentence()


def _page(template: str, scope: Scope, status: int, **values: Any) -> HTMLResponse:
    text = _templates().get_template(template).render(nonce=scope["state"]["nonce"], **values)
    return HTMLResponse(text, status, {"Cache-Control": "no-store"})


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
        needs_script=_words("web.needs_script"),
    )


def message(scope: Scope, status: int, sentence: str) -> HTMLResponse:
    """A page with one sentence."""
    return _page("message.html", scope, status, title="Descent", sentence=sentence, form=None)


def token_page(scope: Scope, *, wrong: bool) -> HTMLResponse:
    """Asks for the access token; after that the browser goes on to the path it wanted."""
    form = {
        "action": base_of(scope) + "token",
        "next": scope["path"],
        "label": _words("web.token_label"),
        "button": _words("web.token_button"),
    }
    sentence = _words("web.token_wrong" if wrong else "web.token_missing")
    return _page("message.html", scope, 401, title="Descent", sentence=sentence, form=form)
