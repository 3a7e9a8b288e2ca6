"""Which records of a trainer have been reported, and when the next ones are."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from descent.sessions.history import Rows
from descent.training.history import Record
from descent.wire.metrics import WIDTH

INTERVAL: Final = 1 / 15
"""Seconds between two reports: ten to twenty a second."""


class Ledger:
    """`reported` counts records over the life of the session; the trainer counts its own."""

    def __init__(self, reported: int, made: int) -> None:
        """`made` records of the trainer's are reported already."""
        self.reported = reported
        self._taken = made
        self._due = 0.0

    @property
    def due(self) -> float:
        """When the next report may be made."""
        return self._due

    def waits(self, history: Sequence[Record]) -> bool:
        """Whether there is something to report."""
        return len(history) > self._taken

    def take(self, history: Sequence[Record], now: float) -> tuple[int, Rows]:
        """The number of the first record that is not reported yet, and all of them."""
        # Where a step blew up, the trainer takes back what it recorded in the same breath.
        rows = np.array(history[min(self._taken, len(history)) :], np.float64).reshape(-1, WIDTH)
        first, self._taken, self._due = self.reported, len(history), now + INTERVAL
        self.reported += len(rows)
        return first, rows
