"""Squared error."""

from typing import Literal

from pydantic import ConfigDict

from descent.ops.losses.base import Loss


class Squared(Loss):
    """The mean of (y − t)² over the batch and the outputs. Far misses count most."""

    model_config = ConfigDict(title="Squared error")
    kind: Literal["squared"] = "squared"
