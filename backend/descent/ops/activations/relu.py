"""The rectifiers with a kink at zero. Their slope there is that of the negative side, as in PyTorch."""

from functools import partial
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import ConfigDict

from descent.ops.activations.base import Activation, Bend
from descent.ops.calls import Array, Calls, constant

LEAK = 0.01


def _bits(array: Array) -> NDArray[np.signedinteger[Any]]:
    """The same memory, read as integers of the same size."""
    return array.view(f"i{array.itemsize}")


class ReLU(Activation):
    """Cuts negative values to zero: f(z) = max(0, z)."""

    model_config = ConfigDict(title="ReLU")
    kind: Literal["relu"] = "relu"
    low = 0.0
    never_negative = True
    keeps_nonnegative = True
    initialiser = "he_normal"

    def forward(self, at: Bend) -> Calls:
        return [partial(np.maximum, at.z, constant(0, at.z), out=at.y)]

    def slope(self, at: Bend) -> Calls:
        """Sets a mask of bits: all of them where y > 0, none where y = 0, from the sign of −y read as an integer.

        `np.sign` would say the same in one call, but is four times slower on long arrays.
        """
        bits, mask = _bits(at.y), _bits(at.slope)
        last = np.array(8 * mask.itemsize - 1, mask.dtype)
        return [partial(np.negative, bits, mask), partial(np.right_shift, mask, last, mask)]

    def backward(self, at: Bend, dy: Array) -> Calls:
        dz = _bits(dy)
        return [partial(np.bitwise_and, dz, _bits(at.slope), dz)]


class LeakyReLU(Activation):
    """Like ReLU, but negative values leak through: f(z) = z for z ≥ 0, 0.01 z below."""

    model_config = ConfigDict(title="Leaky ReLU")
    kind: Literal["leaky_relu"] = "leaky_relu"
    keeps_nonnegative = True
    initialiser = "he_normal"
    saves = 1

    def forward(self, at: Bend) -> Calls:
        z, y = at.z, at.y
        return [partial(np.multiply, z, constant(LEAK, z), y), partial(np.maximum, z, y, out=y)]

    def slope(self, at: Bend) -> Calls:
        out = at.slope
        return [partial(np.sign, at.y, out), partial(np.maximum, out, constant(LEAK, out), out=out)]
