"""Layers that tell the steps of a sequence apart by adding to each what stands for its place.

Attention does not know an order: to it a sequence is a heap of steps.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.calls import Array, Calls, reduction
from descent.ops.initialisers import BiasInitialiser
from descent.ops.initialisers.base import Draw
from descent.ops.initialisers.random import Normal
from descent.ops.layers.base import Layer, Shape, Unfit, words
from descent.ops.layers.site import Back, Site
from descent.ops.rotation import angles


class Placing(Layer):
    """What both share: a table (features, steps) that is added to every point."""

    group = "attention"

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        if len(inputs[0]) != 2:
            raise Unfit("graph.needs_sequence", got=words(inputs[0]))
        return inputs[0]

    def added(self, at: Site, table: Array) -> Calls:
        """Sets y = x + table, which is spread over the points first: NumPy makes arrays for what it spreads itself."""
        y = at.output.data
        return [partial(np.copyto, y, table[..., None]), partial(np.add, y, at.inputs[0].data, y)]

    def backward(self, at: Site, back: Back) -> Calls:  # noqa: ARG002
        if (into := back.into[0]) is None:
            return []
        return [partial(np.copyto, into.value.data, back.gradient.data), *into.after]


class SinusoidalPositions(Placing):
    """Adds waves to a sequence, slower from feature to feature, so that each step can be told by where they stand.

    Vaswani et al. 2017: sin and cos of t · 10000^(−2i / features) on the features 2i and 2i + 1.
    """

    model_config = ConfigDict(title="Sinusoidal positions")
    kind: Literal["sinusoidal"] = "sinusoidal"

    def workspace(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:  # noqa: ARG002
        return {"waves": inputs[0]}

    def forward(self, at: Site) -> Calls:
        """The waves are made here, once and for all."""
        waves = at.buffers["waves"]
        features, steps = waves.shape
        pairs = features / 2
        by = angles(pairs, steps)
        waves[0::2], waves[1::2] = np.sin(by), np.cos(by[: features // 2])
        return self.added(at, waves)


class LearnedPositions(Placing):
    """Adds to each step numbers of its own, which are learned: y_t = x_t + p_t (Gehring et al. 2017)."""

    looked_up = True
    model_config = ConfigDict(title="Learned positions")
    kind: Literal["learned_positions"] = "learned_positions"
    weight_init: BiasInitialiser = Field(
        default=Normal(deviation=0.02), title="Initial weights", description="What the numbers of each step begin as."
    )

    def blocks(self, inputs: Sequence[Shape]) -> Mapping[str, Shape]:
        return {"places": inputs[0]}

    def parameters(self, blocks: Mapping[str, Array]) -> Mapping[str, Array]:
        """`weight` (steps, features), as of PyTorch's Embedding."""
        return {"weight": blocks["places"].T}

    def initialise(self, parameters: Mapping[str, Array], rng: np.random.Generator) -> None:
        steps, features = parameters["weight"].shape
        draw = Draw(rng, (steps, features), features, steps, "normal")
        parameters["weight"][...] = self.weight_init.values(draw)

    def forward(self, at: Site) -> Calls:
        return self.added(at, at.blocks["places"])

    def backward(self, at: Site, back: Back) -> Calls:
        """The gradient of a step's numbers is the sum of those of the step, over the points."""
        dy = back.gradient.data
        calls = super().backward(at, back)
        calls.append(reduction(np.add, dy, dy.ndim - 1, back.blocks["places"]))
        return calls
