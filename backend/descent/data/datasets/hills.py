"""Hills and hollows."""

from typing import Final, Literal

import numpy as np
from pydantic import ConfigDict

from descent.data.arrays import Doubles
from descent.data.datasets.base import PlaneNumbers

_CENTRES: Final = ((-4, 2.5, 1), (0, 2.5, -1), (4, 2.5, 1), (-4, -2.5, -1), (0, -2.5, 1), (4, -2.5, -1))
"""x1, x2 and the height of each hill."""


class Hills(PlaneNumbers):
    """Three hills and three hollows in turn: a sum of Gaussians of standard deviation 1.2."""

    model_config = ConfigDict(title="Hills")
    kind: Literal["hills"] = "hills"

    def surface(self, x1: Doubles, x2: Doubles) -> Doubles:
        each = [height * np.exp(-((x1 - a) ** 2 + (x2 - b) ** 2) / (2 * 1.2**2)) for a, b, height in _CENTRES]
        return np.sum(each, axis=0)
