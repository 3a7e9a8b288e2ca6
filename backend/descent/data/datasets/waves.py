"""Waves of two sines each."""

from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.data.arrays import Doubles, Numbers
from descent.data.datasets.sequence import Sequence
from descent.data.shapes import classes_of


class Waves(Sequence):
    """Two sines on top of each other; the class says which two. Where they begin and how high they go is chance.

    Class k mixes k and k + 2 waves, counted over the whole sequence.
    """

    model_config = ConfigDict(title="Sine mixtures")
    kind: Literal["waves"] = "waves"
    task = "classification"
    target_name = "mixture"
    classes: int = Field(default=3, ge=2, le=5, title="Classes", description="How many different mixtures there are.")
    length: int = Field(default=32, ge=8, le=128, title="Length", description="How many steps each sequence has.")
    noise: float = Field(
        default=0.2,
        ge=0,
        le=2,
        title="Noise",
        description="How far each step is moved (standard deviation of a normal distribution). Each sine is about as "
        "high as 1.",
    )

    @property
    def steps(self) -> int:
        return self.length

    @property
    def class_names(self) -> tuple[str, ...]:
        return tuple(f"{slow} and {slow + 2}" for slow in range(1, self.classes + 1))

    def arrays(self, place: np.random.Generator, noise: np.random.Generator) -> tuple[Doubles, Numbers]:
        y = classes_of(self.points, self.classes)
        time = 2 * np.pi * np.arange(self.length) / self.length
        x = np.zeros((self.points, self.length))
        for more in (1, 3):
            begins, height = place.uniform(0, 2 * np.pi, (self.points, 1)), place.uniform(0.7, 1.3, (self.points, 1))
            x += height * np.sin((y[:, None] + more) * time + begins)
        return x + self.noise * noise.standard_normal(x.shape), y
