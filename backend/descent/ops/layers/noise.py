"""Gaussian noise on what flows through, while training (Bishop 1995)."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.calls import Calls, constant
from descent.ops.layers.base import Layer, Rows, Shape
from descent.ops.layers.site import Back, Site


class GaussianNoise(Layer):
    """While training, adds a random number to each: y = x + σ ε."""

    model_config = ConfigDict(title="Gaussian noise")
    kind: Literal["gaussian_noise"] = "gaussian_noise"
    deviation: float = Field(
        default=0.1, ge=0, le=10, title="Deviation", description="The standard deviation of the noise, σ."
    )

    @property
    def rows(self) -> Rows:
        return "each"

    @property
    def keeps_nonnegative(self) -> bool:
        return False

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        return inputs[0]

    def passes(self, training: bool) -> bool:
        return not training or self.deviation == 0

    def calm(self) -> Layer:
        return self.model_copy(update={"deviation": 0.0})

    def buffers(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:
        return {} if self.passes(training) else {"noise": inputs[0]}

    def forward(self, at: Site) -> Calls:
        noise = at.buffers["noise"]
        return [
            partial(at.rng.standard_normal, None, noise.dtype, noise),
            partial(np.multiply, noise, constant(self.deviation, noise), noise),
            partial(np.add, at.inputs[0].data, noise, at.output.data),
        ]

    def backward(self, at: Site, back: Back) -> Calls:  # noqa: ARG002
        if (into := back.into[0]) is None:
            return []
        return [partial(np.copyto, into.value.data, back.gradient.data), *into.after]
