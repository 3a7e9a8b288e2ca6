"""Which units a wider layer copies, and how each shares what it handed on with its copies."""

from collections.abc import Collection, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from descent.ops.calls import Array

LARGEST: Final = 0.7
SMALLEST: Final = 0.3


def chosen(rows: Array, count: int, shut: Collection[int]) -> list[int] | None:
    """For `count` new units the units that they copy; None when there is none to copy.

    `rows` (units, anything) is what each unit listens with; units in `shut` are not copied. Those come first that have
    the fewest twins: units with the same row, which only part because their shares differ.
    """
    units = [unit for unit in range(len(rows)) if unit not in shut]
    if not units:
        return None
    _, families, twins = np.unique(rows, axis=0, return_inverse=True, return_counts=True)
    families = families.reshape(-1)[units]
    found: list[int] = []
    for _ in range(count):
        copied = int(twins[families].argmin())
        twins[families[copied]] += 1
        found.append(units[copied])
    return found


def shares(families: Sequence[int | None]) -> NDArray[np.float64]:
    """What each unit takes of what its family handed on, the families' numbers given in the order of the units.

    Alone it takes all; two take 0.7 and 0.3; more take shares that fall evenly between, because units with the same
    weights on both sides would learn the same for ever. Units without a family take all.
    """
    taken = np.ones(len(families))
    members: dict[int, list[int]] = {}
    for unit, family in enumerate(families):
        if family is not None:
            members.setdefault(family, []).append(unit)
    for family in members.values():
        if len(family) > 1:
            parts = np.linspace(LARGEST, SMALLEST, len(family))
            taken[family] = parts / parts.sum()
    return taken
