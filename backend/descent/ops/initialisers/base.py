"""What an initialiser is."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from descent.settings import Family

Doubles = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Draw:
    """What is to be filled: weights (units, inputs) or biases (units,), of units that sum up so many inputs each.

    `suited` is the kind of initialiser that suits the activation.
    """

    rng: np.random.Generator
    shape: tuple[int, ...]
    inputs: int
    units: int
    suited: str

    def normal(self, deviation: float) -> Doubles:
        return deviation * self.rng.standard_normal(self.shape)

    def uniform(self, limit: float) -> Doubles:
        return self.rng.uniform(-limit, limit, self.shape)


class Initialiser(Family):
    """What parameters begin as. `needs_matrix`: it goes by the number of inputs and units, and so can't fill a bias."""

    needs_matrix: ClassVar[bool] = True

    @abstractmethod
    def values(self, draw: Draw) -> Doubles:
        """Initial values of the shape that is asked for."""
