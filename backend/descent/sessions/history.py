"""The metric records of a session: append-only, numbered, thinned by minimum and maximum past a budget."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from descent.wire.metrics import COLUMNS, WIDTH

Rows = NDArray[np.float64]

STEP: Final = COLUMNS.index("step")
LOSSES: Final = (COLUMNS.index("train_loss"), COLUMNS.index("validation_loss"))
BUCKET: Final = 8
"""Of so many neighbours, thinning keeps the least and the greatest of both losses: 4 at most."""


class History:
    """Records numbered from 0. `budget` is how many are kept; `end` how many there have been in all."""

    def __init__(self, budget: int) -> None:
        self._budget = max(budget, 4 * BUCKET)
        self._rows: Rows = np.empty((256, WIDTH))
        self._numbers: NDArray[np.int64] = np.empty(256, np.int64)
        self._kept = 0
        self._starts: set[int] = set()
        self.end = 0

    def append(self, first: int, rows: Rows) -> None:
        """Adds records whose numbers begin with `first`; those that are known already are left out.

        A replay after a crash makes the same records again. Raises ValueError on a gap: something would be lost.
        """
        if first > self.end:
            raise ValueError(f"records {self.end} to {first - 1} are missing")
        fresh = rows[self.end - first :]
        if len(fresh) == 0:
            return
        self._reserve(self._kept + len(fresh))
        self._rows[self._kept : self._kept + len(fresh)] = fresh
        self._numbers[self._kept : self._kept + len(fresh)] = np.arange(self.end, self.end + len(fresh))
        self._kept += len(fresh)
        self.end += len(fresh)
        if self._kept > self._budget:
            self._thin()

    def since(self, cursor: int, most: int) -> tuple[int, Rows]:
        """`first` and up to `most` records from number `cursor` on; `first` + rows is the cursor after them.

        Where records were thinned away, `first` jumps ahead so that this stays true. All are of one branch, so that a
        jump leaves no doubt of which.
        """
        begin = self._index(cursor)
        stop = min(begin + most, self._kept)
        if begin < stop:
            number = int(self._numbers[begin])
            stop = min([stop, *(self._index(start) for start in self._starts if start > number)])
        if begin == stop:
            return self.end, self._rows[:0]
        after = self.end if stop == self._kept else int(self._numbers[stop - 1]) + 1
        return after - (stop - begin), self._rows[begin:stop].copy()

    def begin(self, first: int) -> None:
        """A branch begins with this record."""
        self._starts.add(first)

    def forget(self, first: int, after: int | None) -> None:
        """The branch that began with record `first` is of no interest any more, up to but not with record `after`."""
        self._starts.discard(first)
        begin, stop = self._index(first), self._kept if after is None else self._index(after)
        left = self._kept - (stop - begin)
        self._rows[begin:left] = self._rows[stop : self._kept]
        self._numbers[begin:left] = self._numbers[stop : self._kept]
        self._kept = left

    def _index(self, number: int) -> int:
        """Where the first kept record with this number or a later one is."""
        return int(np.searchsorted(self._numbers[: self._kept], number))

    def _reserve(self, size: int) -> None:
        if size > len(self._rows):
            room = max(size, 2 * len(self._rows))
            for name in ("_rows", "_numbers"):
                old = getattr(self, name)
                new = np.empty((room, *old.shape[1:]), old.dtype)
                new[: self._kept] = old[: self._kept]
                setattr(self, name, new)

    def _thin(self) -> None:
        """Thins the older half; the newer half stays whole."""
        half = self._kept // 2
        keep = np.concatenate([worth_keeping(self._rows[:half]), np.arange(half, self._kept)])
        if len(keep) > 0.9 * self._kept:  # nothing but short series: the oldest go
            keep = np.arange(self._kept // 4, self._kept)
        self._rows[: len(keep)] = self._rows[keep]
        self._numbers[: len(keep)] = self._numbers[keep]
        self._kept = len(keep)


def worth_keeping(rows: Rows) -> NDArray[np.intp]:
    """Indices of the extremes of each bucket, and of the ends of each series (a series ends where the step falls)."""
    breaks = np.flatnonzero(np.diff(rows[:, STEP]) <= 0)
    keep = {0, len(rows) - 1, *breaks.tolist(), *(breaks + 1).tolist()}
    whole = len(rows) - len(rows) % BUCKET
    for column in LOSSES:
        losses = rows[:whole, column].reshape(-1, BUCKET)
        starts = np.arange(0, whole, BUCKET)
        keep.update((starts + np.where(np.isnan(losses), np.inf, losses).argmin(1)).tolist())
        keep.update((starts + np.where(np.isnan(losses), -np.inf, losses).argmax(1)).tolist())
    keep.update(range(whole, len(rows)))
    return np.array(sorted(keep), np.intp)
