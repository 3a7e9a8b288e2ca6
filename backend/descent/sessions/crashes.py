"""How often a session has lost its worker lately. Pure: times are given, in seconds."""

from collections import deque

from descent.problems import Problem


class Crashes:
    """Too many within a time, and the session is not tried again."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most, self._seconds = most, seconds
        self._times: deque[float] = deque()

    def note(self, now: float) -> None:
        """The worker has ended in this session's turn."""
        self._times.append(now)

    def verdict(self, now: float, step: int) -> Problem | None:
        """Why the session is not tried again, None when it is."""
        while self._times and self._times[0] <= now - self._seconds:
            self._times.popleft()
        if len(self._times) < self._most:
            return None
        params: dict[str, str | int | float] = {
            "times": len(self._times),
            "seconds": round(self._seconds),
            "step": step,
        }
        return Problem(code="session.crashed", params=params)

    def forgive(self) -> None:
        """A new beginning."""
        self._times.clear()
