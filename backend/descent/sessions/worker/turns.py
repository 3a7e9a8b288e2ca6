"""Whose turn it is in a worker: shares are fair in time, not in steps. Pure."""

from collections.abc import Iterable


class Turns:
    """Picks who has used the least time. Who slept begins level with the others and gets nothing for the past."""

    def __init__(self) -> None:
        self._used: dict[int, float] = {}
        self._level = 0.0

    def next(self, ready: Iterable[int]) -> int:
        """Who of the ready goes next; of equals, the first."""
        chosen = min(ready, key=self._standing)
        self._level = self._standing(chosen)
        return chosen

    def used(self, who: int, seconds: float) -> None:
        """Takes note of the time that a turn took."""
        self._used[who] = self._standing(who) + seconds

    def gone(self, who: int) -> None:
        """Forgets who has left."""
        self._used.pop(who, None)

    def _standing(self, who: int) -> float:
        return max(self._used.get(who, 0.0), self._level)
