"""Text in, document out, or an error that names the field, what was expected and what came."""

import json
from typing import Any, cast

from pydantic import ValidationError

from descent.document.document import Document
from descent.limits import MAX_DOCUMENT_BYTES, MAX_NESTING
from descent.problems import DocumentError, Problem


def _refuse(code: str, **params: str | float) -> DocumentError:
    return DocumentError(Problem(code=code, params=params))


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for key, value in pairs:
        if key in seen:
            raise _refuse("document.duplicate_key", key=key[:80])
        seen[key] = value
    return seen


def _no_constant(name: str) -> Any:
    raise _refuse("document.not_finite", got=name)


def _depth(value: Any) -> int:
    """Levels of nesting, counted without recursion and never beyond the limit."""
    level: list[Any] = [value]
    depth = 0
    while level and depth <= MAX_NESTING:
        depth += 1
        level = [inner for outer in level for inner in _inside(outer)]
    return depth


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(cast("dict[str, Any]", value).values())
    return cast("list[Any]", value) if isinstance(value, list) else []


def parse_json(text: str | bytes) -> Any:
    """JSON that is small, flat, finite and unambiguous, or a DocumentError."""
    if len(text) > MAX_DOCUMENT_BYTES:
        raise _refuse("document.too_large", got=len(text), limit=MAX_DOCUMENT_BYTES)
    try:
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except RecursionError:
        raise _refuse("document.too_deep", limit=MAX_NESTING) from None
    except (ValueError, UnicodeDecodeError) as error:
        raise _refuse("document.not_json", reason=str(error)[:200]) from None
    if _depth(value) > MAX_NESTING:
        raise _refuse("document.too_deep", limit=MAX_NESTING)
    return value


def validation_problems(error: ValidationError) -> list[Problem]:
    """Pydantic's findings as problems: `document.field` with the path, the rule and what came."""
    return [
        Problem(
            code="document.field",
            params={
                "field": ".".join(str(part) for part in finding["loc"]) or "document",
                "expected": finding["msg"],
                "got": repr(finding.get("input"))[:80],
            },
        )
        for finding in error.errors(include_url=False)[:10]
    ]


def to_document(value: Any) -> Document:
    """A JSON value as a document."""
    try:
        return Document.model_validate(value)
    except ValidationError as error:
        raise DocumentError(*validation_problems(error)) from None
    except RecursionError:
        raise _refuse("document.too_deep", limit=MAX_NESTING) from None


def parse_document(text: str | bytes) -> Document:
    """A document from its JSON text. Raises DocumentError."""
    return to_document(parse_json(text))
