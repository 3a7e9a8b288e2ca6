"""A disc inside a ring."""

from typing import Literal

import numpy as np
from pydantic import ConfigDict

from descent.data.arrays import Doubles, Numbers
from descent.data.datasets.base import PlaneClasses
from descent.data.shapes import classes_of, polar


class Circle(PlaneClasses):
    """A disc of one class inside a ring of the other, with a gap between them."""

    model_config = ConfigDict(title="Circle")
    kind: Literal["circle"] = "circle"

    def place(self, rng: np.random.Generator) -> tuple[Doubles, Numbers]:
        y = classes_of(self.points, 2)
        radius = np.where(y == 1, rng.uniform(0, 2.5, len(y)), rng.uniform(3.5, 5, len(y)))
        return polar(radius, rng.uniform(0, 2 * np.pi, len(y))), y
