"""How many messages a client may send. Pure: times are given."""


class Flood:
    """A bucket that leaks `per_second` messages and holds twice as many."""

    def __init__(self, per_second: int, now: float) -> None:
        self._per_second = per_second
        self._level = 0.0
        self._then = now

    def takes(self, now: float) -> bool:
        """Counts a message; False when it is one too many."""
        self._level = max(0.0, self._level - (now - self._then) * self._per_second) + 1
        self._then = now
        return self._level <= 2 * self._per_second
