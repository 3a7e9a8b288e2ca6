"""When a moment is worth keeping. Pure: times are of a monotonic clock, in seconds.

What keeping costs is paid from a credit that grows with time, so that it never takes more than a share of it; a small
network is kept often, a large one seldom.
"""

from math import inf
from typing import Final

from descent.wire.moments import Why

SHARE: Final = 0.01
"""The share of a session's time that keeping may cost."""
BURST: Final = 0.05
"""The most credit that is saved up."""
SETTLED: Final = 0.5
"""Edits that follow each other more quickly are one change: a slider that is dragged."""
DENSEST: Final = 1 / 8
"""The share of the longest interval that lies between the first moments of a run, when most happens."""
GROWTH: Final = 0.1
"""How the interval grows with the time since the run began."""


class Keeper:
    """`changed` says whether anything has happened that the newest moment does not hold."""

    def __init__(self, seconds: float, now: float) -> None:
        """`seconds` is the longest time between two moments of a run."""
        self._seconds = seconds
        self._credit, self._counted = BURST, now
        self._began = self._kept = now
        self._edited = -inf
        self._owed: tuple[float, Why] | None = None
        self.changed = True

    def start(self, now: float) -> None:
        """A run begins."""
        self._began = now

    def owe(self, why: Why, at: float) -> None:
        """A moment should be kept at this time, or as soon as it can be afforded."""
        self._owed = (at, why)

    def edited(self, now: float) -> bool:
        """A change is about to take effect. Returns whether it is one of its own, and not more of the one before."""
        fresh = now - self._edited > SETTLED
        self._edited = now
        return fresh

    def wants(self, now: float, *, running: bool) -> Why | None:
        """Why a moment should be kept now, None if none should."""
        if not self.changed or not self.affords(now):
            return None
        if self._owed is not None and self._owed[0] <= now:
            return self._owed[1]
        return "time" if running and now - self._kept >= self._interval(now) else None

    def due(self, now: float) -> float:
        """When `wants` should be asked though nothing else happens."""
        if self._owed is None or not self.changed:
            return inf
        return self._owed[0] if self.affords(now) else max(self._owed[0], now - self._credit / SHARE)

    def kept(self, now: float) -> None:
        """All that has happened is in a moment now."""
        self._kept, self._owed, self.changed = now, None, False

    def paid(self, began: float, now: float) -> None:
        """A checkpoint was made, moment or not, which took from `began` to `now`."""
        self.affords(began)
        self._credit -= now - began

    def affords(self, now: float) -> bool:
        """Whether there is credit left."""
        self._credit = min(BURST, self._credit + SHARE * max(0.0, now - self._counted))
        self._counted = max(now, self._counted)
        return self._credit > 0

    def _interval(self, now: float) -> float:
        return min(self._seconds, max(DENSEST * self._seconds, GROWTH * (now - self._began)))
