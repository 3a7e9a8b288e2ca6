"""Ctrl-C ends training after the step that is running; pressed again it ends everything."""

import signal
from collections.abc import Callable, Generator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def until_interrupted() -> Generator[Callable[[], bool]]:
    """Yields a question: may training go on? A step is never cut in half, so that what was learned is whole."""
    asked = False

    def note(_signal: int, _frame: FrameType | None) -> None:
        nonlocal asked
        asked = True
        signal.signal(signal.SIGINT, previous)

    previous = signal.signal(signal.SIGINT, note)
    try:
        yield lambda: not asked
    finally:
        signal.signal(signal.SIGINT, previous)
