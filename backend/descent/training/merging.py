"""Units that go while a twin of theirs stays: a copy that was made and has not parted. The twin takes over."""

from collections.abc import Mapping

import numpy as np

from descent.engine.graph import Graph
from descent.engine.held import silenced, silent_units
from descent.engine.parameters import Parameters
from descent.engine.rows import passes

Merging = Mapping[str, Mapping[int, int]]
"""For each layer the units that go and have a twin that stays, and that twin."""


def merging(old: Parameters, new: Graph) -> Merging:
    """The twins of a changed network: units that listen with the very same weights, in a layer that grows narrower."""
    effective = without_silent(old)
    found: dict[str, Mapping[int, int]] = {}
    for node in old.graph.nodes:
        bend, after = node.layer.bend, new.by_id.get(node.id)
        if node.weighs and bend and bend.elementwise and after and after.weighs and after.size < node.size:
            shut = set(silent_units(node))
            rows = [row.tobytes() for row in effective.blocks[node.id]["matrix"]]
            first = {row: unit for unit, row in reversed(list(enumerate(rows[: after.size])))}
            pairs = {unit: first[row] for unit, row in enumerate(rows) if unit >= after.size and row in first}
            found[node.id] = {unit: twin for unit, twin in pairs.items() if not {unit, twin} & shut}
    return found


def told(graph: Graph, names: Mapping[str, list[str]], twins: Merging) -> dict[str, str]:
    """The same by the names of the numbers, also behind layers that bend each number by itself."""
    found: dict[str, str] = {}
    for node in graph.nodes:
        own = names[node.id]
        found |= {own[unit]: own[twin] for unit, twin in twins.get(node.id, {}).items()}
        if node.layer.rows == "each" and len(node.sources) == 1 and not passes(node):
            place = {name: at for at, name in enumerate(names[node.sources[0]])}
            found |= {own[place[name]]: own[place[twin]] for name, twin in list(found.items()) if name in place}
    return found


def without_silent(parameters: Parameters) -> Parameters:
    """What the network computes with: silent weights are zero."""
    mask = silenced(parameters.graph)
    return parameters if mask is None else Parameters(parameters.graph, np.where(mask, 0, parameters.vector))
