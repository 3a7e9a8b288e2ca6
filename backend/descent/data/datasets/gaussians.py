"""Two clouds."""

from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.data.arrays import Doubles, Numbers
from descent.data.datasets.base import PlaneClasses
from descent.data.shapes import classes_of


class Gaussians(PlaneClasses):
    """Two round clouds of points, one a class. A single straight line divides them well."""

    model_config = ConfigDict(title="Gaussians")
    kind: Literal["gaussians"] = "gaussians"
    spread: float = Field(
        default=0.7, ge=0.1, le=3, title="Spread", description="Standard deviation of each cloud on each axis."
    )

    def place(self, rng: np.random.Generator) -> tuple[Doubles, Numbers]:
        y = classes_of(self.points, 2)
        centre = np.where(y == 1, 2.0, -2.0)[:, None]
        return centre + self.spread * rng.standard_normal((len(y), 2)), y
