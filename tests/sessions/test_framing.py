"""Frames between server and worker, however the bytes are cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent.sessions.framing import CHUNK, Frame, FrameReader, pack

FRAMES = st.lists(st.tuples(st.binary(min_size=1, max_size=40), st.binary(max_size=600)).map(lambda f: Frame(*f)))


def feed(reader: FrameReader, data: bytes, most: int) -> list[Frame]:
    """What the reader makes of the bytes when at most `most` of them come at a time."""
    frames: list[Frame] = []
    while data:
        room = reader.buffer()
        count = min(len(room), most, len(data))
        room[:count] = data[:count]
        data = data[count:]
        frames += reader.received(count)
    return frames


def test_a_frame_has_these_bytes() -> None:
    assert pack(b'{"a":1}', b"xyz") == bytes.fromhex("0e000000 07000000") + b'{"a":1}xyz'


@given(FRAMES, st.integers(1, 700))
def test_frames_come_out_as_they_went_in(frames: list[Frame], most: int) -> None:
    data = b"".join(pack(*frame) for frame in frames)
    assert feed(FrameReader(), data, most) == frames


@pytest.mark.parametrize("most", [1 << 16, 1 << 30])
def test_a_frame_larger_than_the_buffer_comes_whole(most: int) -> None:
    large = Frame(b"{}", bytes(range(256)) * (CHUNK // 64))
    small = Frame(b"{}", b"")
    data = pack(*small) + pack(*large) + pack(*small)
    assert feed(FrameReader(), data, most) == [small, large, small]


@pytest.mark.parametrize("prefix", ["ffffffff 01000000", "04000000 01000000", "04000000 00000000"])
def test_bytes_that_are_no_frame_are_refused(prefix: str) -> None:
    with pytest.raises(ValueError, match="a frame claims"):
        feed(FrameReader(), bytes.fromhex(prefix), 8)
