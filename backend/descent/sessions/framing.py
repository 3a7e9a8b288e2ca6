"""Length-prefixed frames: a JSON message and raw bytes beside it. Pure: bytes in, frames out.

u32 bytes that follow · u32 bytes of the JSON · JSON · raw           (little-endian)
"""

from struct import Struct
from typing import Final, NamedTuple

PREFIX: Final = Struct("<II")
MAX_FRAME: Final = 1 << 30
CHUNK: Final = 1 << 18


class Frame(NamedTuple):
    """`message` is JSON; what `raw` means is said there."""

    message: bytes
    raw: bytes


def pack(message: bytes, raw: bytes = b"") -> bytes:
    """The bytes of a frame."""
    return b"".join((PREFIX.pack(PREFIX.size // 2 + len(message) + len(raw), len(message)), message, raw))


class FrameReader:
    """Receive into `buffer()`, tell `received(n)`, get the frames that are complete.

    A large frame gets a buffer of its size as soon as its prefix is known, so that its bytes are received in place.
    """

    def __init__(self) -> None:
        self._data = bytearray(CHUNK)
        self._start: int = 0
        self._end: int = 0

    def buffer(self) -> memoryview:
        """Where the next bytes go; never empty."""
        return memoryview(self._data)[self._end :]

    def received(self, count: int) -> list[Frame]:
        """Takes note of `count` bytes. Raises ValueError when they are no frames of ours."""
        self._end += count
        frames: list[Frame] = []
        while self._end - self._start >= (needed := self._needed()) and needed > PREFIX.size:
            frames.append(self._take(needed))
        self._make_room(needed)
        return frames

    def _needed(self) -> int:
        """Bytes of the frame at the start; of its prefix while that is not here."""
        if self._end - self._start < PREFIX.size:
            return PREFIX.size
        size, message = PREFIX.unpack_from(self._data, self._start)
        if not PREFIX.size // 2 + max(message, 1) <= size <= MAX_FRAME:
            raise ValueError(f"a frame claims {size} bytes with a message of {message}")
        return PREFIX.size // 2 + size

    def _take(self, size: int) -> Frame:
        view = memoryview(self._data)[self._start : self._start + size]
        _, length = PREFIX.unpack_from(view)
        middle = PREFIX.size + length
        self._start += size
        return Frame(bytes(view[PREFIX.size : middle]), bytes(view[middle:]))

    def _make_room(self, needed: int) -> None:
        """Moves what is left to the front, in a buffer that its whole frame fits in."""
        left = self._end - self._start
        if left and self._start + needed <= len(self._data):
            return
        data = self._data
        if left or len(data) > CHUNK:
            data = bytearray(max(CHUNK, needed))
            data[:left] = memoryview(self._data)[self._start : self._end]
        self._data, self._start, self._end = data, 0, left
