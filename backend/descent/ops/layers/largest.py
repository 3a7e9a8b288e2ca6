"""Which of several arrays is the largest, number by number, and where its gradient goes."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from descent.ops.calls import Array, Calls


def largest(arrays: Sequence[Array], out: Array) -> Calls:
    """Sets out = max(a, b, c, …)."""
    first, second, *rest = [*arrays, *arrays[:1]] if len(arrays) == 1 else arrays
    return [
        partial(np.maximum, first, second, out=out),
        *(partial(np.maximum, out, array, out=out) for array in rest),
    ]


def to_the_largest(
    arrays: Sequence[Array], y: Array, dy: Array, into: Sequence[Array | None], rooms: tuple[Array, Array]
) -> Sequence[Calls]:
    """For each array the calls that write its gradient: dy where it is y, else 0. The first of equals gets it.

    To be called in order. `rooms` are two arrays as large as y.
    """
    here, still = map(_truths, rooms)
    found: list[Calls] = []
    for number, (array, dx) in enumerate(zip(arrays, into, strict=True)):
        calls: Calls = [partial(still.fill, True)] if number == 0 else []
        calls += [partial(np.equal, array, y, here), partial(np.logical_and, here, still, here)]
        if dx is not None:
            calls += [partial(dx.fill, 0), partial(np.copyto, dx, dy, where=here)]
        found.append([*calls, partial(np.logical_xor, still, here, still)])
    return found


def _truths(array: Array) -> NDArray[Any]:
    """Room for as many truths, in the same shape."""
    return array.reshape(-1).view(np.bool_)[: array.size].reshape(array.shape)
