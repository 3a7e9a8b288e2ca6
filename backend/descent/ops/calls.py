"""What a plan is made of: calls without arguments over arrays that exist already.

A step is `for call in calls: call()`, so the number of calls is the cost of a small network. `functools.partial` over
a ufunc with its output given, or over a method of an array, is the cheapest call there is (0.2 µs); NumPy's functions
that dispatch on their arguments (`np.dot`) cost half as much again as the methods (`x.dot`).
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
Call = Callable[[], object]
Calls = list[Call]


def constant(value: float, like: Array) -> Array:
    """A number as a 0-d array of the same type, which an elementwise call takes as it is and which can be changed."""
    return np.array(value, like.dtype)


def reduction(ufunc: np.ufunc, array: Array, axis: int, out: Array) -> Call:
    """Sets out to what is left of an array when this axis is added up, or its largest taken."""
    return partial(ufunc.reduce, array, axis, None, out)


def tanh_sigmoid(z: Array, out: Array) -> Calls:
    """Sets out = σ(z) = ½ + ½ tanh(z / 2): no overflow anywhere, and NumPy's tanh is vectorised. `out` may be `z`."""
    half = constant(0.5, z)
    return [
        partial(np.multiply, z, half, out),
        partial(np.tanh, out, out),
        partial(np.multiply, out, half, out),
        partial(np.add, out, half, out),
    ]
