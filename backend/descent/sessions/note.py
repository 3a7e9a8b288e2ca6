"""What server and workers have in common beside their sockets.

A note is eight bytes that say whose turn it is. They outlive the worker, and tell who ended it.
"""

import mmap
import tempfile
from struct import Struct
from typing import IO, Final

WANTED: Final = b"w"
"""What the server sends to have a worker forked, with the descriptors of its socket and its note."""

PID: Final = Struct("<q")
"""What it is answered with."""

TURN: Final = Struct("<q")
NOBODY: Final = 0


class Note:
    """Written by the worker before each turn, read by the server after its end."""

    def __init__(self, descriptor: int) -> None:
        self._memory = mmap.mmap(descriptor, TURN.size)

    @property
    def turn(self) -> int:
        """The number of the session whose turn it is or was last, NOBODY between turns."""
        return TURN.unpack_from(self._memory)[0]

    @turn.setter
    def turn(self, session: int) -> None:
        TURN.pack_into(self._memory, 0, session)

    def close(self) -> None:
        """Lets the memory go."""
        self._memory.close()


def note_file() -> IO[bytes]:
    """A file without a name that a note can live in."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  # the caller closes it
    file.truncate(TURN.size)
    return file
