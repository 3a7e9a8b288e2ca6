"""Snapshots against bytes worked out by hand, and against junk."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from descent.probes.part import DTYPES, Encoding, Part
from descent.wire.snapshot import Section, SnapshotHeader, cut, decode_snapshot, encode_snapshot
from wire.literal import SNAPSHOT

GOLDEN = Path(__file__).parents[1] / "golden"

HEADER = SnapshotHeader(number=7, step=1001, epoch=40, revision=3, rate=10_000, running=True)


def part(encoding: Encoding, values: object, lo: float = 0, hi: float = 0) -> Part:
    return Part(encoding, np.array(values, DTYPES[encoding]), lo, hi)


SECTIONS = [
    Section(1, 0, part(Encoding.F32, [0.5, -2])),
    Section(2, 0, part(Encoding.U8, [[[0, 51], [102, 255]]], -1, 1)),
    Section(3, 1, part(Encoding.I8, [-127, 0, 64], -2, 2)),
    Section(300, 0, part(Encoding.I32, [[7, -1]])),
    Section(4, 2, part(Encoding.U16, [65535], 0, 10)),
]


def test_a_snapshot_has_the_bytes_of_the_protocol() -> None:
    assert encode_snapshot(HEADER, SECTIONS) == SNAPSHOT


def test_the_fixture_that_the_page_reads_is_the_literal() -> None:
    assert (GOLDEN / "snapshot.bin").read_bytes() == SNAPSHOT


def test_decoding_gives_what_the_fixture_says() -> None:
    wanted = json.loads((GOLDEN / "snapshot.json").read_text("utf-8"))
    header, sections = decode_snapshot(SNAPSHOT)
    assert header == SnapshotHeader(**wanted["header"])
    assert [
        {
            "slot": section.slot,
            "part": section.index,
            "encoding": section.part.encoding,
            "lo": section.part.lo,
            "hi": section.part.hi,
            "shape": list(section.part.values.shape),
            "numbers": section.part.values.ravel().tolist(),
        }
        for section in sections
    ] == wanted["sections"]


def test_cutting_keeps_the_sections_of_the_wanted_slots_only() -> None:
    kept = [SECTIONS[1], SECTIONS[3]]
    assert cut(SNAPSHOT, {300, 2, 99}) == encode_snapshot(HEADER, kept)
    assert cut(SNAPSHOT, set()) == encode_snapshot(HEADER, [])


def test_cutting_nothing_away_copies_nothing() -> None:
    assert cut(SNAPSHOT, {1, 2, 3, 4, 300}) is SNAPSHOT


@pytest.mark.parametrize(
    ("place", "value"),
    [(0, 2), (1, 9), (2, 6), (2, 4), (36, 0x1F), (36, 0xFC), (41, 7), (42, 200), (52, 0xFF)],
    ids=["kind", "version", "too many", "too few", "odd length", "long length", "encoding", "axes", "shape"],
)
def test_a_broken_snapshot_is_refused(place: int, value: int) -> None:
    broken = bytearray(SNAPSHOT)
    broken[place] = value
    with pytest.raises(ValueError, match=r"snapshot|section|stand"):
        decode_snapshot(bytes(broken))


@given(st.binary(max_size=400))
def test_junk_is_a_value_error_and_nothing_else(junk: bytes) -> None:
    for frame in (junk, SNAPSHOT[:32] + junk):
        try:
            decode_snapshot(frame)
        except ValueError:
            continue
        assert frame[:2] == b"\x01\x01"


@given(
    st.sampled_from(Encoding).flatmap(
        lambda e: arrays.arrays(DTYPES[e], arrays.array_shapes(min_dims=0, max_dims=4)).map(lambda a: Part(e, a, -1, 1))
    ),
    st.integers(0, 2**32 - 1),
    st.integers(0, 255),
)
def test_what_is_encoded_is_decoded(one: Part, slot: int, index: int) -> None:
    _, (got,) = decode_snapshot(encode_snapshot(HEADER, [Section(slot, index, one)]))
    assert (got.slot, got.index, got.part.encoding) == (slot, index, one.encoding)
    np.testing.assert_array_equal(got.part.values, one.values)
