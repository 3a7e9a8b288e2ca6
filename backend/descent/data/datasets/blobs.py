"""Clouds around a circle."""

from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.data.arrays import Doubles, Numbers
from descent.data.datasets.base import PlaneClasses
from descent.data.shapes import classes_of, polar


class Blobs(PlaneClasses):
    """Round clouds of points at equal distances on a circle of radius 4, a class each."""

    model_config = ConfigDict(title="Blobs")
    kind: Literal["blobs"] = "blobs"
    classes: int = Field(default=3, ge=3, le=6, title="Classes", description="How many clouds there are.")
    spread: float = Field(
        default=0.7, ge=0.1, le=3, title="Spread", description="Standard deviation of each cloud on each axis."
    )

    @property
    def class_count(self) -> int:
        return self.classes

    def place(self, rng: np.random.Generator) -> tuple[Doubles, Numbers]:
        y = classes_of(self.points, self.classes)
        centre = polar(np.full(len(y), 4.0), 2 * np.pi * y / self.classes)
        return centre + self.spread * rng.standard_normal((len(y), 2)), y
