"""What is to be done when nobody has watched for a while."""

from collections.abc import Callable
from typing import Protocol


class Timer(Protocol):
    """Something that will be done unless it is cancelled."""

    def cancel(self) -> None: ...


class Clock(Protocol):
    """An event loop, as far as it tells the time; in seconds."""

    def time(self) -> float: ...
    def call_later(self, delay: float, callback: Callable[[], None], /) -> Timer: ...


class Absence:
    """`since` is when the last one left."""

    def __init__(self, clock: Clock, seconds: float, act: Callable[[], None]) -> None:
        self._clock, self._seconds, self._act = clock, seconds, act
        self._timer: Timer | None = None
        self.begin()

    def begin(self) -> None:
        """The last one has left."""
        self.since = self._clock.time()
        self._timer = self._clock.call_later(self._seconds, self._act)

    def end(self) -> None:
        """Somebody has come, or the session is over."""
        if self._timer is not None:
            self._timer.cancel()
