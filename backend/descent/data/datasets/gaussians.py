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
    share: float = Field(
        default=0.5, ge=0.02, le=0.98, title="Share of B", description="How many of all points belong to class B."
    )

    def place(self, rng: np.random.Generator) -> tuple[Doubles, Numbers]:
        rare = min(self.points - 2, max(2, round(self.share * self.points)))
        y = np.repeat([0, 1], [self.points - rare, rare]) if self.share != 0.5 else classes_of(self.points, 2)
        centre = np.where(y == 1, 2.0, -2.0)[:, None]
        return centre + self.spread * rng.standard_normal((len(y), 2)), y
