"""One array of a probe's answer, as it is looked at: exact, or rounded where the eye can't tell."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray


class Encoding(IntEnum):
    """How the numbers of a part stand for values; see docs/protocol.md, Sections."""

    F32 = 0
    U8 = 1
    I8 = 2
    I32 = 3
    U16 = 4


DTYPES: Final[dict[Encoding, np.dtype[Any]]] = {
    Encoding.F32: np.dtype("<f4"),
    Encoding.U8: np.dtype("u1"),
    Encoding.I8: np.dtype("i1"),
    Encoding.I32: np.dtype("<i4"),
    Encoding.U16: np.dtype("<u2"),
}


TINY: Final = 1e-30
"""What is smaller is shown as zero: one over it would not fit into a float32."""

MAX_CELLS: Final = 4_000_000
"""Numbers that one part may hold; a larger answer is not given."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """`values` has the dtype of its encoding; `lo` and `hi` are what its least and greatest number stand for."""

    encoding: Encoding
    values: NDArray[Any]
    lo: float = 0.0
    hi: float = 0.0


def exact(values: NDArray[Any]) -> Part:
    """Any numbers as float32."""
    return Part(Encoding.F32, np.asarray(values, DTYPES[Encoding.F32]))


def counts(values: NDArray[Any]) -> Part:
    """Whole numbers as int32."""
    return Part(Encoding.I32, np.asarray(values, DTYPES[Encoding.I32]))


def signed(values: NDArray[Any]) -> Part:
    """Numbers of both signs as int8, −127 … 127 for ± the greatest magnitude: wrong by at most 0.4 % of it.

    What is infinite stands at the end of its sign, NaN at zero.
    """
    largest = _largest(values.ravel()[None, :])[0]
    scaled = np.rint(_within(values, largest) * (np.float32(127) / largest if largest else 0))
    return Part(Encoding.I8, scaled.astype(np.int8), -float(largest), float(largest))


def shares(values: NDArray[Any]) -> Part:
    """Numbers from 0 to 1 as uint8: wrong by at most 0.2 %."""
    return Part(Encoding.U8, np.rint(np.clip(np.nan_to_num(values), 0, 1) * 255).astype(np.uint8), 0.0, 1.0)


def ranged(values: NDArray[Any], lo: float, hi: float) -> Part:
    """Numbers between two ends as uint16: wrong by at most 0.001 % of the range. What lies beyond stands at the end."""
    within = np.clip((np.nan_to_num(values, nan=lo) - lo) / ((hi - lo) or 1), 0, 1)
    return Part(Encoding.U16, np.rint(within * 65_535).astype(DTYPES[Encoding.U16]), lo, hi)


def symmetric(values: NDArray[Any]) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Rows of numbers (U, N) as uint8, and (U, 2) what 0 and 255 stand for: ± the greatest magnitude of each row.

    What is infinite stands at the end of its sign, NaN at zero.
    """
    largest = _largest(values)
    scale = np.divide(127.5, largest, out=np.zeros_like(largest), where=largest > 0)
    # Half is added before the fraction is cut off: rounding, in one pass less.
    numbers = _within(values, largest[:, None]) * scale[:, None] + np.float32(128)
    return numbers.astype(np.uint8), np.stack([-largest, largest], axis=1)


def _largest(values: NDArray[Any]) -> NDArray[np.float32]:
    """The greatest finite magnitude of each row (U, N), 0 where there is none worth speaking of."""
    sizes = np.abs(values, dtype=np.float32)
    largest = sizes.max(1, initial=0)
    if not np.isfinite(largest).all():
        largest = sizes.max(1, initial=0, where=np.isfinite(sizes))
    return np.where(largest > TINY, largest, np.float32(0))


def _within(values: NDArray[Any], largest: Any) -> NDArray[np.float32]:
    """The values, all finite and none beyond ± `largest`."""
    if np.isfinite(values).all():
        return values
    return np.clip(np.nan_to_num(values, nan=0.0), -largest, largest)
