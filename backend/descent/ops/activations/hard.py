"""Squashing functions made of straight lines (Courbariaux et al. 2015, Howard et al. 2019; PyTorch's forms).

At a kink their slope is that of the flat side, as in PyTorch. np.sign of a number that is zero on the flat sides and
positive between them says where a slope is.
"""

from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict

from descent.ops.activations.base import Activation, Bend
from descent.ops.calls import Array, Calls, constant


def _cut(array: Array, low: float, high: float) -> Calls:
    """Brings all numbers to between these two, in place. What is no number stays one that is seen."""
    return [
        partial(np.maximum, array, constant(low, array), out=array),
        partial(np.minimum, array, constant(high, array), out=array),
    ]


def _share(z: Array, out: Array) -> Calls:
    """Sets out = z / 6 + ½, cut at 0 and 1."""
    return [
        partial(np.multiply, z, constant(1 / 6, z), out),
        partial(np.add, out, constant(0.5, z), out),
        *_cut(out, 0, 1),
    ]


def _between(share: Array, out: Array, top: float = 1) -> Calls:
    """Sets out = 1 where 0 < share < top, else 0."""
    return [
        partial(np.subtract, constant(top, share), share, out),
        partial(np.multiply, out, share, out),
        partial(np.sign, out, out),
    ]


class HardSigmoid(Activation):
    """A sigmoid of straight lines: f(z) = min(1, max(0, z/6 + ½))."""

    model_config = ConfigDict(title="Hard sigmoid")
    kind: Literal["hard_sigmoid"] = "hard_sigmoid"
    low = 0.0
    never_negative = True

    def forward(self, at: Bend) -> Calls:
        return _share(at.z, at.y)

    def slope(self, at: Bend) -> Calls:
        out = at.slope
        return [*_between(at.y, out), partial(np.multiply, out, constant(1 / 6, out), out)]


class HardTanh(Activation):
    """A tanh of straight lines: f(z) = min(1, max(−1, z))."""

    model_config = ConfigDict(title="Hard tanh")
    kind: Literal["hard_tanh"] = "hard_tanh"

    def forward(self, at: Bend) -> Calls:
        top, bottom = constant(1, at.z), constant(-1, at.z)
        return [partial(np.maximum, at.z, bottom, out=at.y), partial(np.minimum, at.y, top, out=at.y)]

    def slope(self, at: Bend) -> Calls:
        """1 − y² is zero on the flat sides."""
        y, out = at.y, at.slope
        return [
            partial(np.square, y, out),
            partial(np.subtract, constant(1, y), out, out),
            partial(np.sign, out, out),
        ]


class HardSwish(Activation):
    """A SiLU of straight lines and a parabola: f(z) = z · min(1, max(0, z/6 + ½))."""

    model_config = ConfigDict(title="Hard swish")
    kind: Literal["hard_swish"] = "hard_swish"
    initialiser = "he_normal"
    saves = 2

    def forward(self, at: Bend) -> Calls:
        """Saves z and the share s of it that comes through."""
        return [*_share(at.z, at.saved[1]), partial(np.multiply, at.z, at.saved[1], at.y)]

    def slope(self, at: Bend) -> Calls:
        """Is s + z s', where s' = 1/6 between the kinks."""
        (z, s), out = at.saved, at.slope
        return [
            *_between(s, out),
            partial(np.multiply, out, constant(1 / 6, out), out),
            partial(np.multiply, out, z, out),
            partial(np.add, out, s, out),
        ]


class ReLU6(Activation):
    """A ReLU with a ceiling: f(z) = min(6, max(0, z))."""

    model_config = ConfigDict(title="ReLU6")
    kind: Literal["relu6"] = "relu6"
    low = 0.0
    never_negative = True
    initialiser = "he_normal"

    def forward(self, at: Bend) -> Calls:
        bottom, top = constant(0, at.z), constant(6, at.z)
        return [partial(np.maximum, at.z, bottom, out=at.y), partial(np.minimum, at.y, top, out=at.y)]

    def slope(self, at: Bend) -> Calls:
        return _between(at.y, at.slope, top=6)
