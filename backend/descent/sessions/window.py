"""Flow control towards one client: two unseen pictures at most, and no more a second than it asked for. Pure."""

from math import inf
from typing import Final

UNSEEN: Final = 2


class Window:
    """Times are seconds of any monotonic clock."""

    def __init__(self) -> None:
        self._interval = inf
        self._due = 0.0
        self._unseen: list[int] = []

    def set_rate(self, rate: float) -> None:
        """Pictures a second at most; the next one may come at once."""
        self._interval = 1 / rate
        self._due = 0.0

    @property
    def has_room(self) -> bool:
        return len(self._unseen) < UNSEEN

    @property
    def due(self) -> float:
        """When the next picture may be sent, as far as the rate is concerned."""
        return self._due

    def sent(self, number: int, now: float) -> None:
        """A picture has gone out. One that came a little late doesn't make the following ones late."""
        self._unseen.append(number)
        self._due = max(self._due + self._interval, now + self._interval / 2)

    def seen(self, number: int) -> None:
        """The client has drawn this picture and all before it."""
        self._unseen = [other for other in self._unseen if other > number]
