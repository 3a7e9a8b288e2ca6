"""What became of weights whose place is gone: kept for a while, so that undoing a deletion brings them back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from descent.engine.parameters import Parameters
from descent.engine.rows import names
from descent.ops.calls import Array
from descent.training.merging import Merging
from descent.training.overlap import overlap

MOST: Final = 1_000_000
"""Numbers that are kept in all; the oldest go first."""


@dataclass(frozen=True)
class Found:
    """What of a parameter was put back: so many units, and of a weight the inputs of these names."""

    units: int
    inputs: frozenset[str]


@dataclass(frozen=True)
class Kept:
    """A parameter as it was: its public name, the names of the numbers that its columns weighed, its values."""

    name: str
    inputs: tuple[str, ...]
    values: Array


class Attic:
    """What was put away, the newest last. A layer that heard other layers before and after is there with both."""

    def __init__(self, kept: Iterable[Kept] = ()) -> None:
        self._kept = {(one.name, one.inputs): one for one in kept}

    @property
    def kept(self) -> list[Kept]:
        """All there is."""
        return list(self._kept.values())

    def put(self, old: Parameters, new: Parameters, twins: Merging) -> None:
        """Keeps a copy of every parameter of `old` that doesn't wholly fit into `new`.

        A unit that a twin takes over from is not gone, and must not come back beside it.
        """
        there, before, after = new.apart(), columns(old), columns(new)
        for name, view in old.apart().items():
            fits = name in there and overlap(view.shape, there[name].shape) == overlap(view.shape, view.shape)
            if not fits or not set(before[name]) <= set(after[name]):
                self._kept.pop((name, before[name]), None)
                units = min(twins.get(name.partition(".")[0], ()), default=None)
                stays = view if units is None else view[:units]
                self._kept[name, before[name]] = Kept(name, before[name], np.array(stays, order="C"))
        while sum(one.values.size for one in self._kept.values()) > MOST:
            self._kept.pop(next(iter(self._kept)))

    def take(self, new: Parameters) -> Mapping[str, Found]:
        """Puts back whatever has a place in `new`. Returns what that was, by name."""
        found: dict[str, Found] = {}
        after, views = columns(new), new.apart()
        for one in self._kept.values():
            if one.name in views and (back := _put_back(one, views[one.name], after[one.name])):
                other = found.get(one.name, back)
                found[one.name] = Found(max(other.units, back.units), other.inputs | back.inputs)
        return found


def _put_back(one: Kept, view: Array, after: tuple[str, ...]) -> Found | None:
    both = overlap(one.values.shape, view.shape)
    if both is None or bool(one.inputs) != bool(after):
        return None
    units = len(view[both]) if view.ndim else 1
    if not after:
        view[both] = one.values[both]
        return Found(units, frozenset())
    known = set(one.inputs)
    if shared := [name for name in after if name in known]:
        view[:units, _where(shared, after)] = one.values[:units, _where(shared, one.inputs)]
        return Found(units, frozenset(shared))
    return None


def columns(parameters: Parameters) -> dict[str, tuple[str, ...]]:
    """For each parameter the names of the numbers that its columns weigh; none for what has no such columns."""
    rows = names(parameters.graph)
    found: dict[str, tuple[str, ...]] = {}
    for name in parameters.named():
        node, _, kind = name.partition(".")
        card = parameters.graph.by_id[node]
        found[name] = tuple(rows[card.sources[0]]) if kind == "weight" and card.weighs else ()
    return found


def _where(names: list[str], among: tuple[str, ...]) -> list[int]:
    places = {name: place for place, name in enumerate(among)}
    return [places[name] for name in names]
