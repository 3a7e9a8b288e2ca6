"""The words of a language, for a page that does not speak it yet; and the server's own words in it."""

from collections.abc import Mapping
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from descent.problems import Problem, Refused
from descent.web.languages import Language, languages_of
from descent.web.policy import Policy, declares
from descent.wire.catalogue import FAMILIES, Catalogue

router: Final = APIRouter(prefix="/api")
# The catalogue's lists by what the codes of their words begin with.
LISTS: Final = {"losses": "loss"} | {f"{family}s": family for family in FAMILIES if family != "loss"}


@router.get("/messages/{language}")
@declares(Policy.GUARDED)
async def get_messages(request: Request, language: str) -> Response:
    """All messages of a language; what it lacks, the page says in English."""
    if (found := languages_of(request.scope).get(language)) is None:
        raise Refused(Problem(code="web.no_language", params={"language": language[:20]}))
    return JSONResponse(dict(found.messages))


def _form(schema: Mapping[str, Any], code: str, language: Language) -> dict[str, Any]:
    """A JSON Schema whose fields are named in the language."""
    fields = {
        name: field
        | {
            part: language.words(f"{code}.{name}.{part}", field[part])
            for part in ("title", "description")
            if part in field
        }
        for name, field in schema.get("properties", {}).items()
    }
    return {**schema, "properties": fields}


def _entry(entry: Mapping[str, Any], family: str, language: Language) -> dict[str, Any]:
    code = f"{family}.{entry['kind']}"
    named = {part: language.words(f"{code}.{part}", entry[part]) for part in ("title", "description")}
    return {**entry, **named, "schema": _form(entry["schema"], code, language)}


def catalogue_in(language: Language, catalogue: Catalogue) -> dict[str, Any]:
    """The catalogue as JSON, its words in the language."""
    whole: dict[str, Any] = catalogue.model_dump(mode="json", by_alias=True)
    lists = {name: [_entry(entry, family, language) for entry in whole[name]] for name, family in LISTS.items()}
    forms = {name: _form(whole[name], name, language) for name in ("training", "data")}
    return whole | lists | forms
