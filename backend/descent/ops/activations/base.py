"""What an activation is."""

from abc import abstractmethod
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

import numpy as np

from descent.ops.calls import Array, Calls
from descent.settings import Family


@dataclass(frozen=True)
class Bend:
    """The arrays of one activation, all of the shape (units, ..., batch).

    z: sums; y: answers, which may be the same array as z; saved: what `forward` leaves behind for `slope`, the first of
    them z; slope: f'(z).
    """

    z: Array
    y: Array
    saved: tuple[Array, ...]
    slope: Array


class Activation(Family):
    """How a layer bends its sums: one function of one variable (softmax: of a layer's units).

    `saves` says how many arrays `forward` leaves behind. `low` is the target that stands for "no" at an output ("yes"
    is 1). `initialiser` is the kind that suits weights before this activation. `bends` is false for the identity.
    `never_negative`: f(z) ≥ 0 for all z. `keeps_nonnegative`: f(z) = z for all z ≥ 0.
    """

    saves: ClassVar[int] = 0
    low: ClassVar[float] = -1.0
    initialiser: ClassVar[str] = "xavier_uniform"
    bends: ClassVar[bool] = True
    elementwise: ClassVar[bool] = True
    never_negative: ClassVar[bool] = False
    keeps_nonnegative: ClassVar[bool] = False

    @classmethod
    def named(cls, kind: str) -> type["Activation"]:
        """The activation of this name."""
        found = Activation.kinds[kind]
        assert issubclass(found, Activation)
        return found

    @abstractmethod
    def forward(self, at: Bend) -> Calls:
        """Sets y = f(z). May overwrite z."""

    def slope(self, at: Bend) -> Calls:  # noqa: ARG002
        """Sets slope = f'(z), element by element, from y and `saved`; may overwrite `saved`.

        Made once after each `forward`, for several layers at once that are laid end to end.
        """
        return []

    def backward(self, at: Bend, dy: Array) -> Calls:
        """Turns the gradient by the answers, in place, into that by the sums: dz = dy f'(z)."""
        return [partial(np.multiply, dy, at.slope, dy)]
