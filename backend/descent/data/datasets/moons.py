"""Two half circles that reach into each other."""

from typing import Literal

import numpy as np
from pydantic import ConfigDict

from descent.data.arrays import Doubles, Numbers
from descent.data.datasets.base import PlaneClasses
from descent.data.shapes import classes_of


class Moons(PlaneClasses):
    """Two half circles, each with its end inside the other."""

    model_config = ConfigDict(title="Moons")
    kind: Literal["moons"] = "moons"

    def place(self, rng: np.random.Generator) -> tuple[Doubles, Numbers]:
        y = classes_of(self.points, 2)
        angle = rng.uniform(0, np.pi, len(y))
        x = np.stack([np.cos(angle), np.sin(angle)], axis=1)
        # The second moon is the first turned by half a circle about the middle of the picture, (0.5, 0.25).
        return 3.5 * (x - (0.5, 0.25)) * np.where(y == 1, -1, 1)[:, None], y
