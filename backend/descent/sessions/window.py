"""Flow control towards one client: two unseen pictures at most, and no more a second than it asked for. Pure.

An edit is granted one picture beside the window and beside the rate: whoever turns a knob waits for no older picture.
"""

from math import inf
from typing import Final

UNSEEN: Final = 2


class Window:
    """Times are seconds of any monotonic clock."""

    def __init__(self) -> None:
        self._interval = inf
        self._due = 0.0
        self._unseen: list[int] = []
        self._granted = False

    def set_rate(self, rate: float) -> None:
        """Pictures a second at most, 0 for none; the next one may come at once."""
        self._interval = 1 / rate if rate else inf
        self._due = 0.0

    def grant(self) -> None:
        """The client has made an edit. However many it makes, one picture goes beside the window at a time."""
        self._granted = True

    @property
    def is_granted(self) -> bool:
        """Whether an edit waits for its picture."""
        return self._granted

    @property
    def has_room(self) -> bool:
        return len(self._unseen) < UNSEEN + self._granted

    @property
    def due(self) -> float:
        """When the next picture may be sent, as far as the rate is concerned."""
        return 0.0 if self._granted else self._due

    def sent(self, number: int, now: float) -> None:
        """A picture has gone out. One that came a little late doesn't make the following ones late."""
        self._unseen.append(number)
        self._granted = False
        self._due = max(self._due + self._interval, now + self._interval / 2)

    def seen(self, number: int) -> None:
        """The client has drawn this picture and all before it."""
        self._unseen = [other for other in self._unseen if other > number]
