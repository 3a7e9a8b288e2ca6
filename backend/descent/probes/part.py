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

    What is infinite or NaN stands at the end of its sign, or at zero.
    """
    finite = np.nan_to_num(values, nan=0.0, posinf=np.inf, neginf=-np.inf)
    sizes = np.abs(finite)
    hi = float(np.max(sizes, initial=0.0, where=np.isfinite(sizes)))
    scaled = np.rint(np.clip(finite, -hi, hi) * (127 / hi)) if hi > 0 else np.zeros(values.shape)
    return Part(Encoding.I8, scaled.astype(DTYPES[Encoding.I8]), -hi, hi)
