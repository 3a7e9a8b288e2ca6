"""Carrying what was learnt over to a changed network: every weight that still has a place keeps its value."""

from dataclasses import dataclass

import numpy as np

from descent.engine.graph import Graph
from descent.engine.parameters import Parameters
from descent.ops.calls import Array


@dataclass(frozen=True)
class Carried:
    """Names of the parameters that stayed, those of them that kept a part only, and those that have no past."""

    kept: tuple[str, ...]
    resized: tuple[str, ...]
    fresh: tuple[str, ...]


def labels(graph: Graph, name: str) -> tuple[str, ...]:
    """The names of a parameter's columns: those of the data, for weights right behind an input."""
    node, _, kind = name.rpartition(".")
    sources = graph.by_id[node].sources
    return graph.by_id[sources[0]].labels if kind == "weight" and len(sources) == 1 else ()


def overlay(old: Array, old_labels: tuple[str, ...], new: Array, new_labels: tuple[str, ...]) -> int:
    """Copies the numbers that have a place in `new`, by row and by column (by its name where both have names).

    Returns how many.
    """
    if old.ndim != new.ndim:
        return 0
    block = tuple(slice(min(pair)) for pair in zip(old.shape, new.shape, strict=True))
    if old_labels and new_labels and new.ndim > 1:
        shared = [label for label in new_labels if label in old_labels]
        there = [old_labels.index(label) for label in shared]
        here = [new_labels.index(label) for label in shared]
        new[block[0], here] = old[block[0], there]
        return block[0].stop * len(shared)
    new[block] = old[block]
    return int(np.prod([part.stop for part in block]))


def carry(old: Parameters, new: Parameters) -> Carried:
    """Copies what the two networks share, by node, name and place, from `old` to `new`."""
    before, kept, resized, fresh = old.named(), list[str](), list[str](), list[str]()
    for name, view in new.named().items():
        count = 0
        if name in before:
            count = overlay(before[name], labels(old.graph, name), view, labels(new.graph, name))
        (kept if count else fresh).append(name)
        if 0 < count < view.size:
            resized.append(name)
    return Carried(tuple(kept), tuple(resized), tuple(fresh))
