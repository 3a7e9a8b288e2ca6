"""Waves from a stone in the water."""

from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.data.arrays import Doubles
from descent.data.datasets.base import PlaneNumbers


class Ripple(PlaneNumbers):
    """Round waves about the centre: cos(2π r / wavelength)."""

    model_config = ConfigDict(title="Ripple")
    kind: Literal["ripple"] = "ripple"
    wavelength: float = Field(
        default=6.0, ge=2, le=20, title="Wavelength", description="Distance from crest to crest, in units of the plane."
    )

    def surface(self, x1: Doubles, x2: Doubles) -> Doubles:
        return np.cos(2 * np.pi * np.hypot(x1, x2) / self.wavelength)
