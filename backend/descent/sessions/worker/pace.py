"""How many steps may be taken now, and how many are taken a second. Pure: times are of a monotonic clock."""

from collections import deque
from math import floor, inf
from typing import Final

DEBT: Final = 0.25
"""Seconds of steps that may be caught up with after a busy moment; more would be a burst."""

SPAN: Final = 0.5
"""Seconds over which steps a second are counted."""


class Pace:
    """Steps a second, or None for no limit."""

    def __init__(self, steps_per_second: float | None, now: float) -> None:
        self.steps_per_second = steps_per_second
        self._next = now

    def start(self, now: float) -> None:
        """Begins afresh: the first step is due now."""
        self._next = now

    @property
    def due(self) -> float:
        """When the next step may be taken."""
        return -inf if self.steps_per_second is None else self._next

    def allowed(self, now: float) -> int | None:
        """How many steps may be taken now; None is any number."""
        if self.steps_per_second is None:
            return None
        self._next = max(self._next, now - max(DEBT, 0.5 / self.steps_per_second))
        return max(0, 1 + floor((now - self._next) * self.steps_per_second)) if now >= self._next else 0

    def took(self, steps: int) -> None:
        """Takes note of steps."""
        if self.steps_per_second is not None:
            self._next += steps / self.steps_per_second


class RateMeter:
    """Steps a second over the last half second."""

    def __init__(self) -> None:
        self._samples: deque[tuple[float, int]] = deque()

    def note(self, now: float, steps: int) -> None:
        """Adds that `steps` were taken just before `now`."""
        self._samples.append((now, steps))
        while len(self._samples) > 2 and self._samples[1][0] < now - SPAN:
            self._samples.popleft()

    def clear(self) -> None:
        """Training has stopped."""
        self._samples.clear()

    @property
    def rate(self) -> float:
        """Steps a second; 0 while that can't be told."""
        if len(self._samples) < 2:
            return 0.0
        (begin, first), (end, _) = self._samples[0], self._samples[-1]
        taken = sum(steps for _, steps in self._samples) - first
        return taken / (end - begin) if end > begin else 0.0
