"""Weights as safetensors: eight bytes of length, a JSON header, the numbers.

The format is described at https://huggingface.co/docs/safetensors; ours holds floating-point tensors only. Nothing is
executed and nothing is allocated before the declared sizes have been checked against the bytes that are there.
"""

import json
from collections.abc import Mapping
from math import prod
from typing import Annotated, Any, Final, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from descent.document.parse import parse_json
from descent.limits import MAX_NODES, MAX_PARAMETERS
from descent.problems import DescentError, Problem

Parameters = Mapping[str, NDArray[Any]]

MAX_HEADER: Final = 128 * 1024
MAX_TENSORS: Final = 2 * MAX_NODES
MAX_BYTES: Final = 8 + MAX_HEADER + 8 * MAX_PARAMETERS
"""The largest file that is read: as many numbers as a network may have, in double precision."""

_DTYPES: Final = {"F16": np.dtype("<f2"), "F32": np.dtype("<f4"), "F64": np.dtype("<f8")}
_NAMES: Final = {dtype: name for name, dtype in _DTYPES.items()}
_Offset = Annotated[int, Field(ge=0, le=MAX_BYTES)]
# An axis of 0 could stand beside axes of any length: no network has one, so none is read.
_Size = Annotated[int, Field(ge=1, le=MAX_PARAMETERS)]


class _Tensor(BaseModel):
    """One entry of the header. Offsets count from the end of the header."""

    model_config = ConfigDict(strict=True, extra="forbid")

    dtype: Literal["F16", "F32", "F64"]
    shape: list[_Size] = Field(max_length=8)
    data_offsets: Annotated[list[_Offset], Field(min_length=2, max_length=2)]

    @property
    def bytes(self) -> int:
        return prod(self.shape) * _DTYPES[self.dtype].itemsize


_ENTRIES: Final = TypeAdapter(dict[str, Any])
_HEADER: Final = TypeAdapter(dict[str, _Tensor])
_METADATA: Final = TypeAdapter(dict[str, str], config=ConfigDict(strict=True))


def write_safetensors(parameters: Parameters, metadata: Mapping[str, str] | None = None) -> bytes:
    """The bytes of a file, tensors in the order of their names. Other dtypes than F16, F32, F64 raise KeyError."""
    header: dict[str, Any] = {"__metadata__": dict(metadata)} if metadata else {}
    parts: list[bytes] = []
    end = 0
    for name in sorted(parameters):
        array = parameters[name]
        little = array.dtype.newbyteorder("<")
        parts.append(np.ascontiguousarray(array, little).tobytes())
        start, end = end, end + array.nbytes
        header[name] = {"dtype": _NAMES[little], "shape": list(array.shape), "data_offsets": [start, end]}
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)  # the numbers begin at a multiple of 8
    return len(text).to_bytes(8, "little") + text + b"".join(parts)


def read_safetensors(data: bytes) -> dict[str, NDArray[Any]]:
    """Name → array, views of `data` that can't be written. Raises DescentError when the bytes are not such a file."""
    if len(data) > MAX_BYTES:
        raise _refuse("weights.too_large", got=len(data), limit=MAX_BYTES)
    length = int.from_bytes(data[:8], "little")
    if len(data) < 8 or length > min(MAX_HEADER, len(data) - 8):
        raise _refuse("weights.header_too_long", got=length, limit=min(MAX_HEADER, max(0, len(data) - 8)))
    header = _header(data[8 : 8 + length])
    _check_layout(header, len(data) - 8 - length)
    return {
        name: np.frombuffer(
            data, _DTYPES[tensor.dtype], prod(tensor.shape), offset=8 + length + tensor.data_offsets[0]
        ).reshape(tensor.shape)
        for name, tensor in header.items()
    }


def _refuse(code: str, **params: str | float) -> DescentError:
    return DescentError(Problem(code=code, params=params))


def _header(text: bytes) -> dict[str, _Tensor]:
    """The header as models, without the free text that may stand in it."""
    try:
        entries = _ENTRIES.validate_python(parse_json(text))
        _METADATA.validate_python(entries.pop("__metadata__", {}))
        header = _HEADER.validate_python(entries)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))[:80] or "header"
        raise _refuse("weights.bad_header", reason=f"{where}: {first['msg']}") from None
    except DescentError as error:
        raise _refuse("weights.bad_header", reason=str(error)) from None
    if len(header) > MAX_TENSORS:
        raise _refuse("weights.too_many", got=len(header), limit=MAX_TENSORS)
    return header


def _check_layout(header: Mapping[str, _Tensor], there: int) -> None:
    """Tensors follow each other without gap or overlap, are as long as they say, and fill the bytes to the end."""
    end = 0
    for name, tensor in sorted(header.items(), key=lambda entry: entry[1].data_offsets):
        begin, stop = tensor.data_offsets
        if begin != end or stop - begin != tensor.bytes:
            expected = f"{end} … {end + tensor.bytes}"
            raise _refuse("weights.bad_offsets", name=name[:80], expected=expected, got=f"{begin} … {stop}")
        end = stop
    if end != there:
        raise _refuse("weights.wrong_length", expected=end, got=there)
