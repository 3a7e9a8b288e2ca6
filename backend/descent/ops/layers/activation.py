"""An activation as a layer of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.activations import Activation, ActivationName
from descent.ops.calls import Array, Calls
from descent.ops.layers.base import Layer, Rows, Shape
from descent.ops.layers.site import Back, Site, Value


class ActivationLayer(Layer):
    """Bends each value by itself."""

    model_config = ConfigDict(title="Activation")
    kind: Literal["activation"] = "activation"
    activation: ActivationName = Field(default="relu", title="Activation", description="How each value is bent.")

    @property
    def bend(self) -> type[Activation]:
        return Activation.named(self.activation)

    @property
    def rows(self) -> Rows:
        return "each" if self.bend.elementwise else "mixed"

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        return inputs[0]

    def weighed(self, blocks: Mapping[str, Array], inputs: Sequence[Value]) -> Array:  # noqa: ARG002
        return inputs[0].rows[:-1]

    def forward(self, at: Site) -> Calls:
        """Reads its input in place, or a copy of it where the sums are saved: they may be overwritten."""
        x, activation = at.inputs[0].data, self.bend()
        if activation.saves:
            return [partial(np.copyto, at.bend.z, x), *activation.forward(at.bend)]
        return activation.forward(replace(at.bend, z=x))

    def backward(self, at: Site, back: Back) -> Calls:
        into, dy = back.into[0], back.gradient.data
        if into is None:
            return []
        bend = self.bend().backward(at.bend, dy) if self.bend.bends else []
        return [*bend, partial(np.copyto, into.value.data, dy), *into.after]
