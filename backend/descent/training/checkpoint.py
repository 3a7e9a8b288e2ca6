"""A trainer's state as bytes: a header in JSON, then the arrays as they lie in memory. No pickle, nothing executed.

8 bytes   magic, DESCENT and the format's number
4 bytes   length of the header, little-endian
header    {"document", "state", "arrays": [{"name", "dtype", "shape"}]}
arrays    one after another, C order, little-endian
"""

import json
from collections.abc import Mapping
from math import prod
from typing import Any, Final

import numpy as np

from descent.problems import DescentError, Problem

MAGIC: Final = b"DESCENT\x01"
DTYPES: Final = {"float32": np.dtype("<f4"), "int64": np.dtype("<i8")}

AnyArray = np.ndarray[Any, np.dtype[Any]]


def pack(header: Mapping[str, Any], arrays: Mapping[str, AnyArray]) -> bytes:
    """Header and arrays as bytes."""
    index = [{"name": name, "dtype": array.dtype.name, "shape": array.shape} for name, array in arrays.items()]
    head = json.dumps({**header, "arrays": index}).encode()
    body = [np.ascontiguousarray(array, DTYPES[array.dtype.name]).tobytes() for array in arrays.values()]
    return b"".join((MAGIC, len(head).to_bytes(4, "little"), head, *body))


def unpack(data: bytes) -> tuple[dict[str, Any], dict[str, AnyArray]]:
    """Header and arrays, which are copies. Raises DescentError when these bytes are no whole checkpoint."""
    if data[: len(MAGIC)] != MAGIC:
        raise unreadable("it does not begin as one of this version")
    start = len(MAGIC) + 4
    end = start + int.from_bytes(data[len(MAGIC) : start], "little")
    try:
        header: dict[str, Any] = json.loads(data[start:end])
        arrays: dict[str, AnyArray] = {}
        for entry in header.pop("arrays"):
            dtype, shape = DTYPES[entry["dtype"]], tuple(entry["shape"])
            start, end = end, end + prod(shape) * dtype.itemsize
            arrays[entry["name"]] = np.frombuffer(data[start:end], dtype).reshape(shape).astype(dtype.newbyteorder("="))
    except (ValueError, KeyError, TypeError) as error:
        raise unreadable(f"{type(error).__name__}: {error}"[:200]) from None
    if end != len(data):
        raise unreadable(f"{end} bytes were expected, {len(data)} came")
    return header, arrays


def unreadable(reason: str) -> DescentError:
    """The error for bytes that are not a whole checkpoint of ours."""
    return DescentError(Problem(code="training.checkpoint", params={"reason": reason}))
