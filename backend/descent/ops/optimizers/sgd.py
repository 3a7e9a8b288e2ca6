"""Stochastic gradient descent, alone and with momentum (Polyak 1964, Nesterov 1983; PyTorch's form)."""

from typing import Literal

from pydantic import ConfigDict, Field

from descent.ops.optimizers.base import Optimizer


class SGD(Optimizer):
    """Steps down the gradient: w ← w − η g."""

    model_config = ConfigDict(title="SGD")
    kind: Literal["sgd"] = "sgd"


class Momentum(Optimizer):
    """A heavy ball: v ← μ v + g, w ← w − η v."""

    model_config = ConfigDict(title="Momentum")
    kind: Literal["momentum"] = "momentum"
    momentum: float = Field(
        default=0.9, ge=0, lt=1, title="Momentum", description="How much of the last step is kept, μ."
    )


class Nesterov(Optimizer):
    """A heavy ball that looks ahead: v ← μ v + g, w ← w − η (g + μ v)."""

    model_config = ConfigDict(title="Nesterov")
    kind: Literal["nesterov"] = "nesterov"
    momentum: float = Field(
        default=0.9, ge=0, lt=1, title="Momentum", description="How much of the last step is kept, μ."
    )
