"""Metric records ↔ bytes (docs/protocol.md, "Binary: metrics")."""

from struct import Struct
from typing import Final

import numpy as np
from numpy.typing import NDArray

KIND: Final = 2
VERSION: Final = 1
HEADER: Final = Struct("<BBHId")
COLUMNS: Final = (
    "step",
    "epoch",
    "train_loss",
    "validation_loss",
    "train_score",
    "validation_score",
    "train_second",
    "validation_second",
    "penalty",
    "learning_rate",
    "gradient_norm",
    "revision",
)
WIDTH: Final = len(COLUMNS)
DTYPE: Final = np.dtype("<f8")


def encode_metrics(first: int, rows: NDArray[np.float64]) -> bytes:
    """A frame of records (rows, 12); a client that has read it has `first` + rows of them."""
    if rows.ndim != 2 or rows.shape[1] != WIDTH:
        raise ValueError(f"records have the shape (rows, {WIDTH}); got {rows.shape}")
    return HEADER.pack(KIND, VERSION, WIDTH, len(rows), first) + np.ascontiguousarray(rows, DTYPE).tobytes()


def decode_metrics(frame: bytes) -> tuple[int, NDArray[np.float64]]:
    """`first` and the rows. Raises ValueError on anything but a metrics frame of this version."""
    if len(frame) < HEADER.size or frame[0] != KIND or frame[1] != VERSION:
        raise ValueError("this is no metrics frame of this version")
    _, _, columns, rows, first = HEADER.unpack_from(frame)
    if columns != WIDTH or len(frame) != HEADER.size + rows * columns * DTYPE.itemsize:
        raise ValueError(f"a metrics frame of {len(frame)} bytes claims {rows} rows of {columns} columns")
    return int(first), np.frombuffer(frame, DTYPE, rows * columns, HEADER.size).reshape(rows, columns)
