"""What a loss is."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from descent.ops.calls import Array, Calls
from descent.settings import Family

Measure = Callable[[], float]


@dataclass(frozen=True)
class Answers:
    """Sums z (read by fused losses only), answers y and targets t, each (outputs, points)."""

    z: Array
    y: Array
    t: Array


class Loss(Family):
    """How wrong the answers are: one number for a batch, and its slope by each answer.

    A loss that is `fused` with an activation works on the sums z before it, for stability: it takes that activation
    and no other, and its gradient is that by z. `activations` is what an output that is set to auto uses for a number,
    for two classes, for more. `low` is the target that stands for "no" where the loss demands one; else the
    activation's. With `unit_each` even two classes have an output each.
    """

    fused: ClassVar[str | None] = None
    activations: ClassVar[tuple[str, str, str]] = ("linear", "tanh", "softmax")
    classes_only: ClassVar[bool] = False
    low: ClassVar[float | None] = None
    unit_each: ClassVar[bool] = False

    @abstractmethod
    def gradient(self, y: Array, t: Array, out: Array, batch: int) -> Calls:
        """Sets out = ∂loss/∂y (∂loss/∂z when fused), the mean taken over `batch` points: a short batch weighs less."""

    @abstractmethod
    def measure(self, at: Answers) -> Measure:
        """A function that returns the loss of what the arrays hold by then."""

    @abstractmethod
    def each(self, at: Answers) -> Array:
        """The loss of every point (points,): their mean is what `measure` tells. Allocates; for looking only."""
