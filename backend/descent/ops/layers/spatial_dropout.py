"""Dropout of whole channels (Tompson et al. 2015): neighbours say nearly the same, so one alone is no loss."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.calls import Calls, constant
from descent.ops.layers.base import Layer, Rows, Shape, Unfit, words
from descent.ops.layers.site import Back, Site


class SpatialDropout(Layer):
    """While training, silences a random share of the channels at each step and strengthens the others to match."""

    group = "normalising"
    model_config = ConfigDict(title="Spatial dropout")
    kind: Literal["spatial_dropout"] = "spatial_dropout"
    rate: float = Field(default=0.2, ge=0, le=0.95, title="Rate", description="The share of channels that is silenced.")

    @property
    def rows(self) -> Rows:
        return "each"

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        if len(inputs[0]) < 2:
            raise Unfit("graph.needs_image_or_sequence", got=words(inputs[0]))
        return inputs[0]

    def passes(self, training: bool) -> bool:
        return not training or self.rate == 0

    def calm(self) -> Layer:
        return self.model_copy(update={"rate": 0.0})

    def buffers(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:
        return {} if self.passes(training) else {"mask": inputs[0][:1]}

    def forward(self, at: Site) -> Calls:
        """As dropout's, with one number for all places of a channel."""
        mask, keep, x = at.buffers["mask"], 1 - self.rate, at.inputs[0].data
        across = mask.reshape(len(mask), *(1,) * (x.ndim - 2), -1, copy=False)
        return [
            partial(at.rng.random, None, mask.dtype, mask),
            partial(np.add, mask, constant(keep, mask), mask),
            partial(np.floor, mask, mask),
            partial(np.multiply, mask, constant(1 / keep, mask), mask),
            partial(np.multiply, x, across, at.output.data),
        ]

    def backward(self, at: Site, back: Back) -> Calls:
        if (into := back.into[0]) is None:
            return []
        mask, dy = at.buffers["mask"], back.gradient.data
        across = mask.reshape(len(mask), *(1,) * (dy.ndim - 2), -1, copy=False)
        return [partial(np.multiply, dy, across, into.value.data), *into.after]
