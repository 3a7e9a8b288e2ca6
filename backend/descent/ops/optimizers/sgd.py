"""Stochastic gradient descent, alone and with momentum (Polyak 1964, Nesterov 1983; PyTorch's form)."""

from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.calls import Calls, constant
from descent.ops.optimizers.base import Arena, Optimizer


class SGD(Optimizer):
    """Steps down the gradient: w ← w − η g."""

    model_config = ConfigDict(title="SGD")
    kind: Literal["sgd"] = "sgd"

    def update(self, at: Arena) -> Calls:
        w, step = at.w, at.scratch
        return [partial(np.multiply, at.g, at.rates[0], step), partial(np.subtract, w, step, w)]


class Momentum(Optimizer):
    """A heavy ball: v ← μ v + g, w ← w − η v."""

    model_config = ConfigDict(title="Momentum")
    kind: Literal["momentum"] = "momentum"
    degrees = (1,)
    momentum: float = Field(
        default=0.9, ge=0, lt=1, title="Momentum", description="How much of the last step is kept, μ."
    )

    def update(self, at: Arena) -> Calls:
        w, step, (v,), (rate,) = at.w, at.scratch, at.moments, at.rates
        return [
            partial(np.multiply, v, constant(self.momentum, w), v),
            partial(np.add, v, at.g, v),
            partial(np.multiply, v, rate, step),
            partial(np.subtract, w, step, w),
        ]


class Nesterov(Optimizer):
    """A heavy ball that looks ahead: v ← μ v + g, w ← w − η (g + μ v)."""

    model_config = ConfigDict(title="Nesterov")
    kind: Literal["nesterov"] = "nesterov"
    degrees = (1,)
    momentum: float = Field(
        default=0.9, ge=0, lt=1, title="Momentum", description="How much of the last step is kept, μ."
    )

    def update(self, at: Arena) -> Calls:
        w, g, step, (v,), (rate,) = at.w, at.g, at.scratch, at.moments, at.rates
        momentum = constant(self.momentum, w)
        return [
            partial(np.multiply, v, momentum, v),
            partial(np.add, v, g, v),
            partial(np.multiply, v, momentum, step),
            partial(np.add, step, g, step),
            partial(np.multiply, step, rate, step),
            partial(np.subtract, w, step, w),
        ]
