"""AdaGrad (Duchi et al. 2011; PyTorch's form)."""

from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.calls import Calls, constant
from descent.ops.optimizers.base import Arena, Optimizer


class AdaGrad(Optimizer):
    """A rate for each weight that shrinks with all it has moved: s ← s + g², w ← w − η g / (√s + ε)."""

    model_config = ConfigDict(title="AdaGrad")
    kind: Literal["adagrad"] = "adagrad"
    degrees = (2,)
    epsilon: float = Field(default=1e-10, gt=0, le=1, title="Epsilon", description="Keeps the division finite, ε.")

    def update(self, at: Arena) -> Calls:
        w, g, step, (s,), (rate,) = at.w, at.g, at.scratch, at.moments, at.rates
        return [
            partial(np.square, g, step),
            partial(np.add, s, step, s),
            partial(np.sqrt, s, step),
            partial(np.add, step, constant(self.epsilon, w), step),
            partial(np.divide, g, step, step),
            partial(np.multiply, step, rate, step),
            partial(np.subtract, w, step, w),
        ]
