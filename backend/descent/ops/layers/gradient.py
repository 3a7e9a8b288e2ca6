"""Layers that hand numbers on as they are and treat the gradient that comes back."""

from collections.abc import Sequence
from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.calls import Calls, constant
from descent.ops.layers.base import Layer, Rows, Shape
from descent.ops.layers.site import Back, Site


class HandsOn(Layer):
    """What comes in goes out. In training by a copy, since source and copy have gradients of their own."""

    group = "generative"

    @property
    def rows(self) -> Rows:
        return "each"

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        return inputs[0]

    def passes(self, training: bool) -> bool:
        return not training

    def forward(self, at: Site) -> Calls:
        return [partial(np.copyto, at.output.data, at.inputs[0].data)]


class StopGradient(HandsOn):
    """Hands on what it gets and lets no gradient back: what comes before learns nothing from what comes behind."""

    model_config = ConfigDict(title="Stop gradient")
    kind: Literal["stop_gradient"] = "stop_gradient"

    def backward(self, at: Site, back: Back) -> Calls:  # noqa: ARG002
        if (into := back.into[0]) is None:
            return []
        return [partial(into.value.data.fill, 0), *into.after]


class GradientReversal(HandsOn):
    """Hands on what it gets and turns the gradient round, dx = −λ dy (Ganin and Lempitsky 2015)."""

    model_config = ConfigDict(title="Gradient reversal")
    kind: Literal["gradient_reversal"] = "gradient_reversal"
    strength: float = Field(
        default=1.0, ge=0, le=100, title="Strength", description="What the gradient is multiplied by, besides −1, λ."
    )

    def backward(self, at: Site, back: Back) -> Calls:  # noqa: ARG002
        if (into := back.into[0]) is None:
            return []
        turned = constant(-self.strength, back.gradient.data)
        return [partial(np.multiply, back.gradient.data, turned, into.value.data), *into.after]
