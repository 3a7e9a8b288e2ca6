"""Four squares, opposite ones alike."""

from typing import Literal

import numpy as np
from pydantic import ConfigDict

from descent.data.arrays import Doubles, Numbers
from descent.data.datasets.base import PlaneClasses


class Xor(PlaneClasses):
    """Four squares around the centre; squares that face each other share a class. No straight line divides them."""

    model_config = ConfigDict(title="XOR")
    kind: Literal["xor"] = "xor"

    def place(self, rng: np.random.Generator) -> tuple[Doubles, Numbers]:
        x = rng.uniform(-5, 5, (self.points, 2))
        x += np.where(x > 0, 0.3, -0.3)
        return x, (x[:, 0] * x[:, 1] > 0).astype(np.int64)
