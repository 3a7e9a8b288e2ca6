"""Where the inputs of a layer that stays come from in a changed network."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from descent.training.following import Row
from descent.training.twins import shares


@dataclass(frozen=True)
class Inputs:
    """For each input its name, the old input whose weights it takes over (-1: it has none), and which share of them.

    `joined` are pairs of an input and of an old one, which is gone, whose weights it takes over besides: its twin's.
    """

    names: tuple[str, ...]
    old: NDArray[np.intp]
    share: NDArray[np.float64]
    joined: tuple[tuple[int, int], ...] = ()

    @cached_property
    def known(self) -> NDArray[np.intp]:
        """The inputs that take weights over."""
        return np.flatnonzero(self.old >= 0)

    @cached_property
    def families(self) -> list[list[int]]:
        """Inputs that share the weights of one old input, that one itself first."""
        members: dict[int, list[int]] = {}
        for column in self.known:
            members.setdefault(int(self.old[column]), []).append(int(column))
        return [columns for columns in members.values() if len(columns) > 1]


def places(before: Sequence[str], rows: Sequence[Row], twins: Mapping[str, str]) -> Inputs:
    """By its name or, for a copy, by that of the number that it equals. `twins` have numbers that are gone for keys.

    What is left over on both sides and comes from other layers than before takes the places of what came there.
    """
    names = tuple(row.name for row in rows)
    there = {name: index for index, name in enumerate(before)}
    old = np.array([there.get(row.name, there.get(row.origin, -1)) for row in rows], np.intp)
    left, used = [int(column) for column in np.flatnonzero(old < 0)], set(old.tolist())
    free = [index for index in range(len(before)) if index not in used]
    layers, others = {_layer(name) for name in before}, {_layer(name) for name in names}
    newcomers = [column for column in left if _layer(names[column]) not in layers]
    leavers = [index for index in free if _layer(before[index]) not in others]
    for column, index in zip(newcomers, leavers, strict=False):
        old[column] = index
    where = {name: column for column, name in enumerate(names)}
    joined = [(where[twin], index) for index in free if (twin := twins.get(before[index], "")) in where]
    return Inputs(names, old, shares([int(index) if index >= 0 else None for index in old]), tuple(joined))


def _layer(name: str) -> str:
    return name.partition(":")[0]
