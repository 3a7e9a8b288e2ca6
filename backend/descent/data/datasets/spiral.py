"""Two arms wound around each other."""

from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.data.arrays import Doubles, Numbers
from descent.data.datasets.base import PlaneClasses
from descent.data.shapes import along, classes_of, polar


class Spiral(PlaneClasses):
    """Two arms wound around each other, one a class: the hardest of the plane's datasets.

    Radius 0.2 … 5, the second arm half a turn on; 1.75 turns and 500 points, as in TensorFlow Playground.
    """

    model_config = ConfigDict(title="Two spirals")
    kind: Literal["spiral"] = "spiral"
    turns: float = Field(
        default=1.75, ge=0.5, le=4, title="Turns", description="How often each arm winds around the centre."
    )

    def place(self, rng: np.random.Generator) -> tuple[Doubles, Numbers]:
        del rng  # the arms are fixed; only noise and split are random
        y = classes_of(self.points, 2)
        way = along(y)
        # The arms start a little off the centre: a point there would belong to both classes.
        return polar(0.2 + 4.8 * way, 2 * np.pi * self.turns * way + np.pi * y), y
