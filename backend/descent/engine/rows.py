"""Names for the numbers that flow between the layers, which stay theirs when the network around them changes.

`dense_1:3` is unit 3 of the card dense_1, `input:x1` a column of the data. What only hands numbers on (dropout,
flatten, concatenate) leaves them their names, and so weights find their inputs again wherever these come in.
"""

from collections.abc import Iterable

import numpy as np

from descent.engine.graph import Graph, GraphNode
from descent.ops.layers.base import Shape


def names(graph: Graph) -> dict[str, list[str]]:
    """For each node the names of its numbers; no two of one node are the same."""
    found: dict[str, list[str]] = {}
    for node in graph.nodes:
        found[node.id] = names_of(node, [found[source] for source in node.sources])
    return found


def names_of(node: GraphNode, inputs: list[list[str]]) -> list[str]:
    """The names of a node's numbers, from those of its inputs."""
    if node.layer.rows == "joined":
        return _told_apart(name for names in inputs for name in names)
    if passes(node):
        return inputs[0]
    own = inputs[0] if node.layer.rows == "each" else node.labels or _places(node.shape)
    return [f"{node.id}:{name}" for name in own]


def _places(shape: Shape) -> Iterable[str]:
    """3 in a vector, 2,0,5 in an image: a place keeps its name when the sizes of the axes change."""
    return (",".join(map(str, place)) for place in np.ndindex(*shape))


def _told_apart(names: Iterable[str]) -> list[str]:
    """The same names, with a mark behind those that have come before."""
    seen: dict[str, None] = {}
    for name in names:
        while name in seen:
            name += "'"
        seen[name] = None
    return list(seen)


def passes(node: GraphNode) -> bool:
    """Whether, in use, a node gives the very numbers that it gets."""
    return len(node.sources) == 1 and node.layer.passes(training=False)


def never_negative(graph: Graph) -> frozenset[str]:
    """The nodes that give no negative number, whatever comes in."""
    found: set[str] = set()
    for node in graph.nodes:
        bend, positive = node.layer.bend, bool(node.sources) and all(source in found for source in node.sources)
        handed_on = node.layer.keeps_nonnegative and (bend is None or bend.keeps_nonnegative)
        if (bend is not None and bend.never_negative) or (positive and handed_on):
            found.add(node.id)
    return frozenset(found)
