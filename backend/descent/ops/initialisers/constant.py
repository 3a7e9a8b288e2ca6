"""One value for all."""

from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.initialisers.base import Doubles, Draw, Initialiser


class Zeros(Initialiser):
    """All zero. Units that begin alike stay alike: for biases, not for weights."""

    model_config = ConfigDict(title="Zeros")
    needs_matrix = False
    kind: Literal["zeros"] = "zeros"

    def values(self, draw: Draw) -> Doubles:
        return np.zeros(draw.shape)


class Constant(Initialiser):
    """All the same value."""

    model_config = ConfigDict(title="Constant")
    needs_matrix = False
    kind: Literal["constant"] = "constant"
    value: float = Field(default=0.1, ge=-100, le=100, title="Value", description="What every number begins as.")

    def values(self, draw: Draw) -> Doubles:
        return np.full(draw.shape, self.value)
