"""A tilted plane."""

from typing import Literal

from pydantic import ConfigDict

from descent.data.arrays import Doubles
from descent.data.datasets.base import EXTENT, PlaneNumbers


class Plane(PlaneNumbers):
    """A tilted plane: (x1 + x2) / 12. A single linear unit can learn it."""

    model_config = ConfigDict(title="Plane")
    kind: Literal["plane"] = "plane"

    def surface(self, x1: Doubles, x2: Doubles) -> Doubles:
        return (x1 + x2) / (2 * EXTENT)
