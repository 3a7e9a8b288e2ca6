"""What normalising layers share: numbers brought to mean 0 and deviation 1, then scaled and shifted by what is learned.

Every one of them looks at its input as (groups, numbers, others): the numbers of a group are brought to one size
together, each of the others by itself.
"""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

import numpy as np
from pydantic import Field

from descent.ops.calls import Array, Calls, constant
from descent.ops.layers.base import Layer, Shape
from descent.ops.layers.site import Back, Site

ADD_UP: Final[Any] = np.add.reduce


def by_channel(data: Array) -> Array:
    """(channels, all the rest)."""
    return data.reshape(len(data), -1, copy=False)


class Normalising(Layer):
    """`centres`: the mean is taken away, and there is a bias."""

    group = "normalising"
    epsilon: float = Field(
        default=1e-5, gt=0, le=1, title="Epsilon", description="Is added to the variance, so that it is never zero."
    )

    @property
    def centres(self) -> bool:
        return True

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        return inputs[0]

    @abstractmethod
    def split(self, shape: Shape) -> tuple[int, int]:
        """Groups, and for each of them numbers that are brought to one size together, without the batch."""

    def grouped(self, data: Array) -> Array:
        """(groups, numbers, others): a view."""
        groups, numbers = self.split(data.shape[:-1])
        return data.reshape(groups, numbers, -1, copy=False)

    def blocks(self, inputs: Sequence[Shape]) -> Mapping[str, Shape]:
        rows = 2 if self.centres else 1
        return {"affine": (rows, inputs[0][0])}

    def parameters(self, blocks: Mapping[str, Array]) -> Mapping[str, Array]:
        """`weight` (channels,) and, where the mean is taken away, `bias` (channels,)."""
        affine = blocks["affine"]
        return {"weight": affine[0], "bias": affine[1]} if self.centres else {"weight": affine[0]}

    def initialise(self, parameters: Mapping[str, Array], rng: np.random.Generator) -> None:  # noqa: ARG002
        parameters["weight"][...] = 1
        if "bias" in parameters:
            parameters["bias"][...] = 0

    def buffers(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:
        groups, numbers = self.split(inputs[0])
        others = int(np.prod(inputs[0])) // (groups * numbers)
        more = {"scratch": inputs[0]} if training else {}
        return {"normal": inputs[0], "mean": (groups, others), "steepness": (groups, others), **more}

    def forward(self, at: Site) -> Calls:
        """x̂ = (x − mean) / √(variance + ε), y = w x̂ + b."""
        x, y, normal = (self.grouped(array) for array in (at.inputs[0].data, at.output.data, at.buffers["normal"]))
        mean, steepness = (at.buffers[name].reshape(len(x), -1, copy=False) for name in ("mean", "steepness"))
        share = constant(1 / x.shape[1], y)
        calls: Calls = [partial(np.copyto, normal, x)]
        if self.centres:
            calls = [partial(ADD_UP, x, 1, None, mean), partial(np.multiply, mean, share, mean)]
            calls.append(partial(np.subtract, x, mean[:, None], normal))
        calls += [
            partial(np.multiply, normal, normal, y),
            partial(ADD_UP, y, 1, None, steepness),
            partial(np.multiply, steepness, share, steepness),
            *self.gather(at, x.shape[1]),
            *self.steepen(steepness),
            partial(np.multiply, normal, steepness[:, None], normal),
        ]
        return [*calls, *self.scale(at)]

    def gather(self, at: Site, numbers: int) -> Calls:  # noqa: ARG002
        """What is kept of the mean (in `mean`) and the variance (in `steepness`) of so many numbers."""
        return []

    def steepen(self, variance: Array) -> Calls:
        """1 / √(variance + ε), in place."""
        return [
            partial(np.add, variance, constant(self.epsilon, variance), variance),
            partial(np.sqrt, variance, variance),
            partial(np.divide, constant(1, variance), variance, variance),
        ]

    def scale(self, at: Site) -> Calls:
        """Y = w x̂ + b, channel by channel."""
        parameters = self.parameters(at.blocks)
        y, normal = by_channel(at.output.data), by_channel(at.buffers["normal"])
        calls: Calls = [partial(np.multiply, normal, parameters["weight"][:, None], y)]
        return [*calls, partial(np.add, y, parameters["bias"][:, None], y)] if self.centres else calls

    def unscale(self, at: Site, back: Back) -> Calls:
        """The gradients by w and b, and that by x̂ in place of that by y."""
        dy, normal, scratch = (
            by_channel(array) for array in (back.gradient.data, at.buffers["normal"], at.buffers["scratch"])
        )
        gradients = self.parameters(back.blocks)
        calls: Calls = [
            partial(np.multiply, dy, normal, scratch),
            partial(ADD_UP, scratch, 1, None, gradients["weight"]),
        ]
        if self.centres:
            calls.append(partial(ADD_UP, dy, 1, None, gradients["bias"]))
        return [*calls, partial(np.multiply, dy, self.parameters(at.blocks)["weight"][:, None], dy)]

    def backward(self, at: Site, back: Back) -> Calls:
        """Dx = (g − mean g − x̂ · mean(g x̂)) / √(variance + ε), with g the gradient by x̂. Uses up x̂."""
        calls = self.unscale(at, back)
        if (into := back.into[0]) is None:
            return calls
        dx, g, normal, scratch = (
            self.grouped(array)
            for array in (into.value.data, back.gradient.data, at.buffers["normal"], at.buffers["scratch"])
        )
        mean, steepness = (at.buffers[name].reshape(len(g), -1, copy=False) for name in ("mean", "steepness"))
        share = constant(1 / g.shape[1], g)
        calls += [
            partial(np.multiply, g, normal, scratch),
            partial(ADD_UP, scratch, 1, None, mean),
            partial(np.multiply, mean, share, mean),
            partial(np.multiply, normal, mean[:, None], normal),
        ]
        if self.centres:
            calls += [partial(ADD_UP, g, 1, None, mean), partial(np.multiply, mean, share, mean)]
            calls.append(partial(np.subtract, g, mean[:, None], g))
        return [
            *calls,
            partial(np.subtract, g, normal, g),
            partial(np.multiply, g, steepness[:, None], dx),
            *into.after,
        ]
