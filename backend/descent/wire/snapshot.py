"""Snapshot ↔ bytes (docs/protocol.md, "Binary: snapshot").

header   32 bytes
section  20 bytes, 4 an axis, the values, zeros up to a multiple of 4      (any number of them)
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from struct import Struct
from typing import Final

import numpy as np

from descent.probes.part import DTYPES, Encoding, Part

KIND: Final = 1
VERSION: Final = 1
HEADER: Final = Struct("<BBHIdIIfI")
SECTION: Final = Struct("<IIBBBxff")
COUNT: Final = Struct("<H")
START: Final = Struct("<II")
COUNT_AT: Final = 2


@dataclass(frozen=True, slots=True)
class SnapshotHeader:
    """When the numbers were true. `rate` is in steps a second; `revision` is the newest edit in effect."""

    number: int
    step: int
    epoch: int
    revision: int
    rate: float
    running: bool


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """Part `index` of the answer to the probe that has `slot`."""

    slot: int
    index: int
    part: Part


def encode_section(section: Section) -> bytes:
    """The bytes of one section, padded."""
    part = section.part
    shape = part.values.shape
    body = np.ascontiguousarray(part.values, DTYPES[part.encoding]).tobytes()
    length = SECTION.size + 4 * len(shape) + len(body)
    padding = -length % 4
    return b"".join(
        (
            SECTION.pack(section.slot, length + padding, section.index, part.encoding, len(shape), part.lo, part.hi),
            Struct(f"<{len(shape)}I").pack(*shape),
            body,
            bytes(padding),
        )
    )


def encode_snapshot(header: SnapshotHeader, sections: Iterable[Section]) -> bytes:
    """The whole frame."""
    encoded = [encode_section(section) for section in sections]
    return b"".join(chain((_pack_header(header, len(encoded)),), encoded))


def _pack_header(header: SnapshotHeader, count: int) -> bytes:
    return HEADER.pack(
        KIND, VERSION, count, header.number, header.step, header.epoch, header.revision, header.rate, header.running
    )


def _spans(frame: bytes | memoryview) -> Iterator[tuple[int, int, int]]:
    """Slot, start and end of every section. Raises ValueError where the lengths don't add up."""
    (count,) = COUNT.unpack_from(frame, COUNT_AT)
    at = HEADER.size
    for _ in range(count):
        if at + SECTION.size > len(frame):
            raise ValueError(f"a snapshot of {count} sections ends after {len(frame)} bytes")
        slot, length = START.unpack_from(frame, at)
        if length < SECTION.size or length % 4 or at + length > len(frame):
            raise ValueError(f"a section at {at} claims {length} bytes of a snapshot of {len(frame)}")
        yield slot, at, at + length
        at += length
    if at != len(frame):
        raise ValueError(f"{len(frame) - at} bytes stand after the last section")


def cut(frame: bytes, slots: Collection[int]) -> bytes:
    """The same snapshot with the sections of these slots only; no value is touched. The frame itself when all stay."""
    spans = list(_spans(frame))
    kept = [(start, end) for slot, start, end in spans if slot in slots]
    if len(kept) == len(spans):
        return frame
    view = memoryview(frame)
    head = (view[:COUNT_AT], COUNT.pack(len(kept)), view[COUNT_AT + COUNT.size : HEADER.size])
    return b"".join(chain(head, (view[start:end] for start, end in kept)))


def decode_section(data: memoryview) -> Section:
    """One section from exactly its bytes. Raises ValueError."""
    slot, _, index, encoding, axes, lo, hi = SECTION.unpack_from(data)
    if encoding not in DTYPES:
        raise ValueError(f"a section has the encoding {encoding}; this version knows 0 to {max(DTYPES)}")
    dtype = DTYPES[Encoding(encoding)]
    start = SECTION.size + 4 * axes
    if start > len(data):
        raise ValueError(f"a section of {len(data)} bytes claims {axes} axes")
    shape = Struct(f"<{axes}I").unpack_from(data, SECTION.size)
    size = int(np.prod(shape, dtype=object))
    if start + size * dtype.itemsize > len(data):
        raise ValueError(f"a section of {len(data)} bytes claims the shape {shape}")
    values = np.frombuffer(data, dtype, size, start).reshape(shape)
    return Section(slot, index, Part(Encoding(encoding), values, lo, hi))


def decode_snapshot(frame: bytes) -> tuple[SnapshotHeader, list[Section]]:
    """Header and sections. Raises ValueError on anything but a snapshot of this version."""
    if len(frame) < HEADER.size or frame[0] != KIND or frame[1] != VERSION:
        raise ValueError("this is no snapshot of this version")
    _, _, _, number, step, epoch, revision, rate, running = HEADER.unpack_from(frame)
    view = memoryview(frame)
    sections = [decode_section(view[start:end]) for _, start, end in _spans(frame)]
    return SnapshotHeader(number, int(step), epoch, revision, rate, running == 1), sections
