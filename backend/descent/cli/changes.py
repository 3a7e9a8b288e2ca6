"""What a person asked for on the command line, as a document."""

from collections.abc import Iterable
from pathlib import Path

from pydantic import JsonValue

from descent.document import Change, Document, change, parse_document
from descent.document.parse import parse_json
from descent.examples import example, examples
from descent.limits import MAX_DOCUMENT_BYTES
from descent.problems import DescentError, DocumentError, Problem

DEFAULT_EPOCHS = 100


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_DOCUMENT_BYTES + 1)
    except FileNotFoundError:
        params: dict[str, str | int | float] = {"name": str(path), "names": ", ".join(examples())}
        raise DescentError(Problem(code="cli.no_such_document", params=params)) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DescentError(Problem(code="cli.unreadable", params={"path": str(path), "reason": reason})) from None


def find(name: str) -> tuple[Document, int]:
    """The document of an example or a file, and how many epochs suit it."""
    if name in examples():
        found = example(name)
        return found.document, found.promise.epochs
    document = parse_document(_read(Path(name)))
    return document, document.training.stop_after or DEFAULT_EPOCHS


def _value(text: str) -> JsonValue:
    """JSON where it is JSON, else the text itself: `relu` needs no quotes."""
    try:
        return parse_json(text)
    except DocumentError as error:
        if error.problems[0].code == "document.not_json":
            return text
        raise


def parse_change(text: str) -> Change:
    """`training.learning_rate=0.1` as a change. A new `…kind` begins with the defaults of that kind."""
    name, equals, value = text.partition("=")
    steps: list[str | int] = [int(step) if step.isdecimal() else step for step in name.strip().split(".")]
    if not equals or "" in steps:
        raise DescentError(Problem(code="cli.not_a_change", params={"text": text[:80]}))
    if steps[-1] == "kind" and len(steps) > 1:
        return Change(path=steps[:-1], value={"kind": _value(value)})
    return Change(path=steps, value=_value(value))


def changed(document: Document, texts: Iterable[str], seed: int | None) -> Document:
    """The document with all that was set, in order; the seed last."""
    changes = [parse_change(text) for text in texts]
    if seed is not None:
        changes.append(Change(path=["training", "seed"], value=seed))
    return change(document, changes) if changes else document
