"""Rings within rings."""

from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.data.arrays import Doubles, Numbers
from descent.data.datasets.base import PlaneClasses
from descent.data.shapes import classes_of, polar


class Rings(PlaneClasses):
    """Rings around one centre, a class each, with gaps between them; the first is a disc with a hole."""

    model_config = ConfigDict(title="Rings")
    kind: Literal["rings"] = "rings"
    classes: int = Field(default=3, ge=3, le=6, title="Classes", description="How many rings there are.")

    @property
    def class_count(self) -> int:
        return self.classes

    def place(self, rng: np.random.Generator) -> tuple[Doubles, Numbers]:
        y = classes_of(self.points, self.classes)
        radius = 5.5 * (y + rng.uniform(0.2, 0.8, len(y))) / self.classes
        return polar(radius, rng.uniform(0, 2 * np.pi, len(y))), y
