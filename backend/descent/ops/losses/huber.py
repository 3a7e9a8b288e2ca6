"""The Huber loss (Huber 1964)."""

from typing import Literal

from pydantic import ConfigDict, Field

from descent.ops.losses.base import Loss


class Huber(Loss):
    """Squared for misses smaller than δ, straight beyond: ½e² for |e| ≤ δ, else δ(|e| − ½δ)."""

    model_config = ConfigDict(title="Huber")
    kind: Literal["huber"] = "huber"
    delta: float = Field(
        default=1.0, gt=0, le=1e6, title="δ", description="The miss at which the parabola turns into a straight line."
    )
