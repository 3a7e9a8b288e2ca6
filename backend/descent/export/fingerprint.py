"""One number for all the parameters of a network: equal when they are equal bit for bit."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray


def parameters_sha256(parameters: Mapping[str, NDArray[Any]]) -> str:
    """SHA-256 over names in sorted order, each with dtype, shape and C-order bytes.

    A tensor is hashed as `name`, `dtype` (such as `<f4`) and `shape` (such as `8,2`), each ended by a zero byte, then
    its bytes.
    """
    digest = sha256()
    for name in sorted(parameters):
        array = np.ascontiguousarray(parameters[name])
        for part in (name, array.dtype.str, ",".join(map(str, parameters[name].shape))):
            digest.update(part.encode() + b"\0")
        digest.update(array.tobytes())
    return digest.hexdigest()
