"""Embedding: each token has a list of numbers of its own, which training moves (Bengio et al. 2003)."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import ConfigDict, Field

from descent.limits import MAX_UNITS
from descent.ops.calls import Array, Calls
from descent.ops.initialisers import WeightInitialiser
from descent.ops.initialisers.base import Draw
from descent.ops.initialisers.random import Normal
from descent.ops.layers.base import Layer, Shape, Unfit, words
from descent.ops.layers.site import Back, Site

MAX_VOCABULARY = 1_024


class Embedding(Layer):
    """Looks up a list of learned numbers for each token: y = W[token]."""

    group = "sequences"
    looked_up = True
    model_config = ConfigDict(title="Embedding")
    kind: Literal["embedding"] = "embedding"
    features: int = Field(
        default=8, ge=1, le=MAX_UNITS, title="Features", description="How many numbers stand for one token."
    )
    vocabulary: int | None = Field(
        default=None,
        ge=1,
        le=MAX_VOCABULARY,
        title="Vocabulary",
        description="How many different tokens there are; none chosen means as many as the data have.",
    )
    weight_init: WeightInitialiser = Field(
        default=Normal(deviation=0.5), title="Initial weights", description="What the weights begin as."
    )

    def reading(self, tokens: int) -> "Embedding":
        """The same layer for data with so many tokens."""
        return self if self.vocabulary is not None else self.model_copy(update={"vocabulary": tokens or None})

    @property
    def _tokens(self) -> int:
        assert self.vocabulary is not None, "shapes were inferred before"
        return self.vocabulary

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        if self.vocabulary is None:
            raise Unfit("graph.needs_tokens", got=words(inputs[0]))
        if len(inputs[0]) != 1:
            raise Unfit("graph.needs_ids", got=words(inputs[0]))
        return (self.features, inputs[0][0])

    def blocks(self, inputs: Sequence[Shape]) -> Mapping[str, Shape]:  # noqa: ARG002
        return {"weight": (self._tokens, self.features)}

    def parameters(self, blocks: Mapping[str, Array]) -> Mapping[str, Array]:
        """`weight` (tokens, features)."""
        return blocks

    def initialise(self, parameters: Mapping[str, Array], rng: np.random.Generator) -> None:
        weight = parameters["weight"]
        weight[...] = self.weight_init.values(Draw(rng, weight.shape, 1, self.features, "xavier_uniform"))

    def buffers(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:
        """Room for whole numbers twice as wide as a float; in training for where each token stands, too."""
        steps = inputs[0][0]
        found: dict[str, Shape] = {"ids": (2 * steps,)}
        return found | ({"places": (2 * steps,), "stands": (self._tokens, steps)} if training else {})

    def workspace(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:  # noqa: ARG002
        return {"turned": (self.features, self._tokens)}

    def forward(self, at: Site) -> Calls:
        """A number that is no token counts as the nearest one."""
        ids, tokens = at.inputs[0].data, _whole(at.buffers["ids"], at.inputs[0].data)
        turned = at.buffers["turned"]
        return [
            partial(np.copyto, tokens, ids, casting="unsafe"),
            partial(np.clip, tokens, 0, self._tokens - 1, tokens),
            partial(np.copyto, turned, at.blocks["weight"].T),
            partial(turned.take, tokens, 1, at.output.data, "clip"),
        ]

    def backward(self, at: Site, back: Back) -> Calls:
        """Sets dW = E dyᵀ over all steps and points, where E (tokens, T × B) is one where a token stands, or zero."""
        tokens, stands = _whole(at.buffers["ids"], at.inputs[0].data).ravel(), at.buffers["stands"]
        places, dy = _whole(at.buffers["places"], at.inputs[0].data).ravel(), back.gradient.data
        width, one = np.array(tokens.size), np.ones(1, stands.dtype)
        numbers = np.arange(tokens.size)
        return [
            partial(np.multiply, tokens, width, places),
            partial(np.add, places, numbers, places),
            partial(stands.fill, 0),
            partial(stands.ravel().put, places, one, "clip"),
            partial(stands.reshape(self._tokens, -1).dot, dy.reshape(self.features, -1).T, back.blocks["weight"]),
        ]


def _whole(buffer: Array, like: Array) -> NDArray[np.signedinteger[Any]]:
    """Room for as many whole numbers as `like` has, in its shape."""
    return buffer.reshape(-1).view(np.intp)[: like.size].reshape(like.shape)
