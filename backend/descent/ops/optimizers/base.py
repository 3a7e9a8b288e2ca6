"""What an optimizer is."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from descent.ops.calls import Array, Calls
from descent.settings import Family


@dataclass(frozen=True)
class Arena:
    """Parameters of a network in arrays of one shape: vectors of all or a stretch of them, or one in its own shape.

    w: parameters; g: their gradient; scratch: to be overwritten; weights: 1 where w is a weight, 0 where it is a bias
    or rests; moments: what the optimizer remembers; rates: its numbers for this step, as 0-d arrays; matrix: whether
    these are the weights of a hidden layer, (units, ...).
    """

    w: Array
    g: Array
    scratch: Array
    weights: Array
    moments: tuple[Array, ...]
    rates: tuple[Array, ...]
    matrix: bool = False


class Optimizer(Family):
    """How parameters follow their gradients.

    It remembers a vector for each of `degrees`; they start at zero. 1 stands for a sum of gradients, 2 for a measure of
    their size. `counts_steps` is true where `rates` depends on the step, and must be asked before each one. With
    `matrices`, each parameter comes by itself and in its own shape.
    """

    degrees: ClassVar[tuple[int, ...]] = ()
    counts_steps: ClassVar[bool] = False
    matrices: ClassVar[bool] = False

    def rates(self, step: int, rate: float) -> tuple[float, ...]:  # noqa: ARG002
        """The numbers that `update` reads in step number `step`, counted from 1, at this learning rate."""
        return (rate,)

    def scales(self) -> tuple[float, ...]:
        """What the stored moments are multiplied by to be the textbook's."""
        return (1.0,) * len(self.degrees)

    @abstractmethod
    def update(self, at: Arena) -> Calls:
        """Moves w against g. Leaves g as it is."""
