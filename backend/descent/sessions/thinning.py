"""Which moments of a recording go when there is no room for all. Pure.

A moment is the dearer, the wider the gap that it would leave, and the cheaper, the older it is: far back, moments lie
further apart. Where a setting was changed and where a branch begins, a gap counts for more. Only when nothing else is
left do the tips of branches go, then the newest moment, and at the very last the one that everything began with.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from descent.wire.moments import BranchInfo

NOTED: Final = 16.0
"""How much more the gap counts at a change, at a start and where a branch begins."""
ALIKE: Final = 0.25
"""The part of all steps that is added to every age: 1/5 between the spacing of the oldest moments and of the newest."""

ORDINARY, TIP, NEWEST, FIRST = range(4)


@dataclass(frozen=True, slots=True)
class Spot:
    """What thinning needs to know of a moment. `clock`: the steps trained in all until then; `size` in bytes."""

    id: int
    branch: int
    step: int
    clock: int
    size: int
    noted: bool


def surplus(
    spots: Iterable[Spot], branches: Mapping[int, BranchInfo], clock: int, budget: int, most: int, held: Collection[int]
) -> list[int]:
    """The moments that have to go, so that `most` stay with `budget` bytes in all. Who is `held` stays."""
    left = {spot.id: spot for spot in spots}
    size = sum(spot.size for spot in left.values())
    gone: list[int] = []
    while size > budget or len(left) > most:
        prices = dearness(left, branches, clock)
        cheapest = min((one for one in prices if one not in held), key=prices.__getitem__, default=None)
        if cheapest is None:
            break
        gone.append(cheapest)
        size -= left.pop(cheapest).size
    return gone


def dearness(spots: Mapping[int, Spot], branches: Mapping[int, BranchInfo], clock: int) -> dict[int, tuple[int, float]]:
    """Of every moment, its rank and what its gap counts; the least goes first."""
    forks = {branch.moment for branch in branches.values()}
    ways: dict[int, list[Spot]] = defaultdict(list)
    for spot in spots.values():
        ways[spot.branch].append(spot)
    prices: dict[int, tuple[int, float]] = {}
    for number, way in ways.items():
        steps = [branches[number].step, *(spot.step for spot in way), way[-1].step]
        gaps = (after - before for before, after in zip(steps, steps[2:], strict=False))
        for spot, gap in zip(way, gaps, strict=True):
            weight = NOTED if spot.noted or spot.id in forks else 1.0
            prices[spot.id] = ORDINARY, weight * gap / (clock - spot.clock + ALIKE * clock + 1)
        prices[way[-1].id] = TIP, prices[way[-1].id][1]
    for rank, moment in zip((NEWEST, FIRST), _ends(spots, branches, ways), strict=True):
        if moment is not None:
            prices[moment] = rank, prices[moment][1]
    return prices


def _ends(
    spots: Mapping[int, Spot], branches: Mapping[int, BranchInfo], ways: Mapping[int, list[Spot]]
) -> tuple[int | None, int | None]:
    """The moment that the present stands on or came from last, and the first of all that led to it."""
    present = branches[max(branches)]
    newest = ways[present.id][-1].id if present.id in ways else present.moment
    root = present
    while root.parent is not None:
        root = branches[root.parent]
    first = ways[root.id][0].id if root.id in ways else None
    return (newest if newest in spots else None), first
