"""Order, cycles and reach of a drawing: pure functions of ids and wires."""

from collections.abc import Iterable, Mapping, Sequence

Wires = Mapping[str, Sequence[str]]
"""For each node the nodes at the other ends of its wires."""


def reach(start: Iterable[str], along: Wires) -> set[str]:
    """All that can be reached from `start` along the wires, `start` itself included."""
    seen, frontier = set(start), list(start)
    while frontier:
        for following in along[frontier.pop()]:
            if following not in seen:
                seen.add(following)
                frontier.append(following)
    return seen


def in_order(ids: Sequence[str], sources: Wires) -> tuple[list[str], set[str]]:
    """Nodes after all of their sources, otherwise as they stand in the document; and those that lie on a cycle.

    Nodes on a cycle and behind one are not in the order.
    """
    done: dict[str, None] = {}
    waiting = list(ids)
    while ready := [node for node in waiting if all(source in done for source in sources[node])]:
        done |= dict.fromkeys(ready)
        waiting = [node for node in waiting if node not in done]
    return list(done), {node for node in waiting if node in reach(sources[node], sources)}
