"""Dropout (Srivastava et al. 2014), scaled while training so that use needs no change."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.calls import Calls, constant
from descent.ops.layers.base import Layer, Rows, Shape
from descent.ops.layers.site import Back, Site


class Dropout(Layer):
    """While training, silences a random share of the units at each step and strengthens the others to match."""

    model_config = ConfigDict(title="Dropout")
    kind: Literal["dropout"] = "dropout"
    rate: float = Field(default=0.2, ge=0, le=0.95, title="Rate", description="The share of units that is silenced.")

    @property
    def rows(self) -> Rows:
        return "each"

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        return inputs[0]

    def passes(self, training: bool) -> bool:
        return not training or self.rate == 0

    def calm(self) -> Layer:
        return self.model_copy(update={"rate": 0.0})

    def buffers(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:
        return {} if self.passes(training) else {"mask": inputs[0]}

    def forward(self, at: Site) -> Calls:
        """The mask is ⌊u + keep⌋ / keep with u even in [0, 1): 1 / keep with the probability keep, else 0."""
        mask, keep = at.buffers["mask"], 1 - self.rate
        return [
            partial(at.rng.random, None, mask.dtype, mask),
            partial(np.add, mask, constant(keep, mask), mask),
            partial(np.floor, mask, mask),
            partial(np.multiply, mask, constant(1 / keep, mask), mask),
            partial(np.multiply, at.inputs[0].data, mask, at.output.data),
        ]

    def backward(self, at: Site, back: Back) -> Calls:
        if (into := back.into[0]) is None:
            return []
        return [partial(np.multiply, back.gradient.data, at.buffers["mask"], into.value.data), *into.after]
