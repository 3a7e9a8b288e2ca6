"""Normalising each point by itself.

Over features (Ba et al. 2016; Zhang and Sennrich 2019), or over groups of channels (Wu and He 2018).
"""

from collections.abc import Sequence
from math import prod
from typing import Literal

from pydantic import ConfigDict, Field

from descent.limits import MAX_UNITS
from descent.ops.layers.base import Shape, Unfit
from descent.ops.layers.normalising import Normalising


class LayerNorm(Normalising):
    """Brings the features of each place to mean 0 and deviation 1, then scales and shifts each feature."""

    model_config = ConfigDict(title="LayerNorm")
    kind: Literal["layer_norm"] = "layer_norm"

    def split(self, shape: Shape) -> tuple[int, int]:
        return 1, shape[0]


class RMSNorm(Normalising):
    """Brings the features of each place to one mean square, then scales each feature."""

    model_config = ConfigDict(title="RMSNorm")
    kind: Literal["rms_norm"] = "rms_norm"

    @property
    def centres(self) -> bool:
        return False

    def split(self, shape: Shape) -> tuple[int, int]:
        return 1, shape[0]


class GroupNorm(Normalising):
    """Brings each group of channels, all places together, to mean 0 and deviation 1, then scales and shifts."""

    model_config = ConfigDict(title="GroupNorm")
    kind: Literal["group_norm"] = "group_norm"
    groups: int = Field(
        default=1, ge=1, le=MAX_UNITS, title="Groups", description="In how many parts the channels are split."
    )

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        if inputs[0][0] % self.groups:
            raise Unfit("graph.norm_groups", groups=self.groups, channels=inputs[0][0])
        return inputs[0]

    def split(self, shape: Shape) -> tuple[int, int]:
        return self.groups, prod(shape) // self.groups
