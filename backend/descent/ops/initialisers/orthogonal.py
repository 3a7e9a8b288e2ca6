"""Orthogonal initialisation (Saxe et al. 2013)."""

from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.initialisers.base import Doubles, Draw, Initialiser


class Orthogonal(Initialiser):
    """A random rotation: rows (or columns) of length gain at right angles to each other."""

    model_config = ConfigDict(title="Orthogonal")
    kind: Literal["orthogonal"] = "orthogonal"
    gain: float = Field(default=1.0, gt=0, le=100, title="Gain", description="The length of the rows.")

    def values(self, draw: Draw) -> Doubles:
        """The Q of a normal matrix, with the signs of R's diagonal, so that every rotation is equally likely."""
        tall = draw.shape[0] >= draw.shape[1]
        noise = draw.normal(1)
        q, r = np.linalg.qr(noise if tall else noise.T)
        q *= np.sign(np.diag(r))
        return self.gain * (q if tall else q.T)
