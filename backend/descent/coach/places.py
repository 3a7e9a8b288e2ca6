"""Places in a document, where cards are named by their id: what stands there, and whether an edit touched them."""

from collections.abc import Iterable, Sequence
from typing import Any

from descent.coach.finding import Finding
from descent.document import Document

NODES = ("network", "nodes")


def bare(document: Document) -> tuple[Any, ...]:
    """All that decides how training goes on: looks and the epoch to stop after left out."""
    nodes = [(node.id, node.layer, node.held) for node in document.network.nodes]
    training = document.training.model_copy(update={"stop_after": None})
    return nodes, document.network.wires, document.data, training


def touched(finding: Finding, before: Document, after: Document) -> bool:
    """Whether an edit changed what the finding points at or what its remedies would change."""
    old, new = (document.model_dump(mode="json") for document in (before, after))
    places: Iterable[Sequence[str | int]] = [
        *finding.evidence.settings,
        *(change.path for remedy in finding.remedies for change in remedy.changes),
    ]
    return any(_at(old, place) != _at(new, place) for place in places)


def _at(tree: Any, place: Sequence[str | int]) -> Any:
    for depth, step in enumerate(place):
        if tree is None:
            return None
        cards = tuple(place[:depth]) == NODES
        tree = next((node for node in tree if node["id"] == step), None) if cards else tree.get(step)
    return tree
