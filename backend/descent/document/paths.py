"""Changing a document by path: what the CLI's --set, the page's edits and the recording's log have in common."""

from collections.abc import Iterable
from typing import Any, cast

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from descent.document.document import Document
from descent.document.parse import to_document
from descent.problems import DocumentError, Problem


class Change(BaseModel):
    """Put `value` at `path`: `["training", "learning_rate"]`, `["network", "nodes", 2, "layer", "units"]`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: list[str | int] = Field(min_length=1, max_length=16)
    value: JsonValue


def _put(tree: Any, change: Change) -> None:
    *parents, last = change.path
    try:
        for step in parents:
            tree = tree[step]
        if isinstance(tree, list) and isinstance(last, int):
            cast("list[Any]", tree)[last] = change.value
        elif isinstance(tree, dict) and isinstance(last, str):
            cast("dict[str, Any]", tree)[last] = change.value
        else:
            raise KeyError(last)
    except (KeyError, IndexError, TypeError):
        path = ".".join(map(str, change.path))
        raise DocumentError(Problem(code="document.no_such_path", params={"path": path[:200]})) from None


def change(document: Document, changes: Iterable[Change]) -> Document:
    """A new, validated document with the changes made in order; all or none. Raises DocumentError."""
    tree = document.model_dump(mode="json")
    for one in changes:
        _put(tree, one)
    return to_document(tree)
