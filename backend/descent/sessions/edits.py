"""Edits by several people on one document: what they touch, what they overwrite, where they land. Pure."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from pydantic import JsonValue

from descent.document import Change, Document
from descent.problems import Problem, Refused
from descent.wire.events import ChangeMade

Path = tuple[str | int, ...]

Found = tuple[Path, JsonValue, JsonValue]
"""A place, and what stood and stands there; None where there was or is nothing."""

NODES: Final = ("network", "nodes")
COSMETIC: Final = frozenset({"x", "y", "name"})


class Edit(NamedTuple):
    """An accepted edit: its revision, the client that made it, the document it was made on, and its changes."""

    revision: int
    client: int
    before: Document
    changes: tuple[Change, ...]


def overlap(one: Sequence[str | int], other: Sequence[str | int]) -> bool:
    """Whether two paths name the same place, or one lies inside the other."""
    return all(a == b for a, b in zip(one, other, strict=False))


def _node_ids(document: Document) -> list[str]:
    return [node.id for node in document.network.nodes]


def rebased(change: Change, base: Document, now: Document) -> Change:
    """The change where its card stands now. Raises Refused when the card is gone.

    Indices count in the document that the edit was made on; in the list of nodes others may have moved it since.
    """
    path = change.path
    if tuple(path[:2]) != NODES or len(path) < 3 or not isinstance(index := path[2], int):
        return change
    ids = _node_ids(base)
    if index not in range(len(ids)) or now is base:
        return change
    if (name := ids[index]) not in (there := _node_ids(now)):
        raise Refused(Problem(code="session.card_gone", params={"id": name}, node=name))
    return Change(path=[*NODES, there.index(name), *path[3:]], value=change.value)


def differences(before: Document, after: Document) -> list[ChangeMade]:
    """What differs between two documents, as finely as their lists allow; looks are left out."""
    found = _differences(before.model_dump(mode="json"), after.model_dump(mode="json"), ())
    return [ChangeMade(path=list(path), old=old, new=new) for path, old, new in found if not is_cosmetic(path)]


def _differences(old: JsonValue, new: JsonValue, path: Path) -> Iterator[Found]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
        for key, value in old.items():
            yield from _differences(value, new[key], (*path, key))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _list_differences(old, new, path)
    else:
        yield path, old, new


def _list_differences(old: list[JsonValue], new: list[JsonValue], path: Path) -> Iterator[Found]:
    """Cards and wires are found again by what they are, wherever they stand; other lists place by place, or whole."""
    were, are = _places(old), _places(new)
    if were is not None and are is not None:
        for name, at in were.items():
            if name in are:
                yield from _differences(old[at], new[are[name]], (*path, are[name]))
            else:
                yield (*path, at), old[at], None
        yield from (((*path, at), None, new[at]) for name, at in are.items() if name not in were)
    elif len(old) == len(new):
        for index, (value, other) in enumerate(zip(old, new, strict=True)):
            yield from _differences(value, other, (*path, index))
    else:
        yield path, old, new


def _places(items: list[JsonValue]) -> dict[str, int] | None:
    """Where each card or wire of a list stands, by what it is known by; None when it is another list."""
    names = [
        f"{item.get('id')} {item.get('source')} {item.get('target')}"
        for item in items
        if isinstance(item, dict) and ("id" in item or "source" in item)
    ]
    return {name: at for at, name in enumerate(names)} if len(names) == len(items) else None


def is_cosmetic(path: Path) -> bool:
    """Whether a place only matters to the eye: names, and where cards stand."""
    return path == ("name",) or (len(path) == 4 and path[:2] == NODES and path[3] in COSMETIC)


def in_looks_of(document: Document, other: Document) -> Document:
    """A document with the names and places that its cards have in another one, where they are in both."""
    looks = {
        node.id: {name: getattr(node, name) for name in COSMETIC if name in type(node).model_fields}
        for node in other.network.nodes
    }
    nodes = [node.model_copy(update=looks.get(node.id, {})) for node in document.network.nodes]
    network = document.network.model_copy(update={"nodes": nodes})
    return document.model_copy(update={"name": other.name, "network": network})


def trains_alike(one: Document, other: Document) -> bool:
    """Whether two documents differ in looks only."""
    return one == other or _bare(one) == _bare(other)


def _bare(document: Document) -> tuple[Any, ...]:
    nodes = [(node.id, node.layer, node.held) for node in document.network.nodes]
    return nodes, document.network.wires, document.data, document.training
