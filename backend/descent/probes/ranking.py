"""The points of a split in the order in which the network would pick one class: what ROC and precision-recall count."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from descent.data.load import SplitName
from descent.probes.sight import Sight, Values


@dataclass(frozen=True)
class Ranking:
    """Of a limit that falls from above the largest value: how many points of the class (`hits`) and of the rest
    (`misses`) are picked at it (L + 1,), the first being none; `limits` (L,) are the values that occur, falling.
    """

    limits: Values
    hits: NDArray[np.int64]
    misses: NDArray[np.int64]

    @property
    def positives(self) -> int:
        return int(self.hits[-1])

    @property
    def negatives(self) -> int:
        return int(self.misses[-1])


def ranking(sight: Sight, split: SplitName, positive: int) -> Ranking | None:
    """One class against the rest; None where there is none, or the split has points of one side only."""
    if positive >= len(sight.trainer.data.spec.classes):
        return None
    found = rank(sight.truth(split) == positive, np.nan_to_num(sight.trainer.evidence(sight.answers(split), positive)))
    return found if found.positives and found.negatives else None


def rank(truth: NDArray[np.bool_], values: Values) -> Ranking:
    """`truth` and `values` (N,): points with the same value are picked together."""
    order = np.argsort(-values, kind="stable")
    falling = values[order]
    last_of_each = np.append(np.flatnonzero(np.diff(falling)), len(falling) - 1)
    hits = np.append(0, np.cumsum(truth[order])[last_of_each])
    return Ranking(falling[last_of_each], hits, np.append(0, last_of_each + 1) - hits)


def drawn(*columns: Values, most: int) -> NDArray[np.int64]:
    """Which points of a curve (P,) are enough to draw it: its corners, and of those so many, evenly, with both ends."""
    steps = [np.diff(column) for column in columns]
    turns = np.flatnonzero(np.any([np.diff(step) != 0 for step in steps], axis=0)) + 1
    corners = np.concatenate([[0], turns, [len(columns[0]) - 1]])
    return corners[np.linspace(0, len(corners) - 1, min(len(corners), most)).astype(np.int64)]
