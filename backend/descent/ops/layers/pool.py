"""Pooling: an image or a sequence made smaller, window by window (LeCun et al. 1998)."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.calls import Calls, constant
from descent.ops.layers.base import Layer, Shape, Unfit, words
from descent.ops.layers.kernels import MAX_KERNEL, MAX_STRIDE, as_image
from descent.ops.layers.site import Back, Site
from descent.ops.pooling import Pool
from descent.ops.windows import Window


class Pooling(Layer):
    """What both kinds of pooling share. An axis before the last is pooled too, if it is an image's."""

    group = "images"
    size: int = Field(
        default=2, ge=1, le=MAX_KERNEL, title="Size", description="How many places wide a window is, and how high."
    )
    stride: int | None = Field(
        default=None,
        ge=1,
        le=MAX_STRIDE,
        title="Stride",
        description="How many places a window moves at a time; none given means its own size, so that windows tile.",
    )
    padding: int = Field(
        default=0, ge=0, le=MAX_STRIDE, title="Padding", description="How far windows may reach beyond the edges."
    )

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        shape = inputs[0]
        if len(shape) not in (2, 3):
            raise Unfit("graph.needs_image_or_sequence", got=words(shape))
        if 2 * self.padding > self.size:
            raise Unfit("graph.pool_padding", padding=self.padding, size=self.size)
        windows = [self._window(length) for length in shape[1:]]
        if min(window.steps for window in windows) < 1:
            raise Unfit("graph.kernel_too_large", reach=self.size, got=words(shape))
        return (shape[0], *(window.steps for window in windows))

    def _window(self, length: int) -> Window:
        return Window(length, self.size, self.stride or self.size, before=self.padding, after=self.padding)

    def _pools(self, shape: Shape) -> tuple[Pool, Pool]:
        """Along the rows, then down the columns; a sequence is one row."""
        rows = Window(1, 1) if len(shape) == 2 else self._window(shape[1])
        return Pool(self._window(shape[-1]), 2), Pool(rows, 1)

    def _half(self, shape: Shape) -> Shape:
        """What is left when the rows are pooled and the columns not yet."""
        return (shape[0], 1 if len(shape) == 2 else shape[1], self._window(shape[-1]).steps)


class MaxPool(Pooling):
    """Keeps the largest number of each window: y = max(x in the window)."""

    model_config = ConfigDict(title="Max pooling")
    kind: Literal["max_pool"] = "max_pool"

    def buffers(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:
        """The masks say for each tap but the first where it is larger than those before it."""
        half, shape = self._half(inputs[0]), self.infer(inputs)
        if not training:
            return {"half": half}
        whole = as_image_shape(shape)
        taps = [pool.window.taps - 1 for pool in self._pools(inputs[0])]
        masks = {"masks": (taps[0], *half), "row masks": (taps[1], *whole)}
        return {"half": half, **masks, "share": half, "row share": whole}

    def forward(self, at: Site) -> Calls:
        along, down = self._pools(at.inputs[0].data.shape[:-1])
        x, y, space = as_image(at.inputs[0].data), as_image(at.output.data), at.buffers
        half = space["half"]
        if "masks" not in space:
            return [*along.largest(x, half), *down.largest(half, y)]
        calls = along.largest_marked(x, half, space["masks"], space["share"])
        return [*calls, *down.largest_marked(half, y, space["row masks"], space["row share"])]

    def backward(self, at: Site, back: Back) -> Calls:
        if (into := back.into[0]) is None:
            return []
        along, down = self._pools(at.inputs[0].data.shape[:-1])
        space, half = at.buffers, at.buffers["half"]
        calls = down.largest_back(as_image(back.gradient.data), space["row masks"], space["row share"], half)
        calls += along.largest_back(half, space["masks"], space["share"], as_image(into.value.data))
        return [*calls, *into.after]


class AveragePool(Pooling):
    """Keeps the mean of each window: y = mean(x in the window)."""

    model_config = ConfigDict(title="Average pooling")
    kind: Literal["average_pool"] = "average_pool"

    def buffers(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:  # noqa: ARG002
        return {"half": self._half(inputs[0])}

    def _share(self, shape: Shape) -> float:
        return 1 / self.size ** (len(shape) - 1)

    def forward(self, at: Site) -> Calls:
        shape, y, half = at.inputs[0].data.shape[:-1], at.output.data, at.buffers["half"]
        along, down = self._pools(shape)
        calls = [*along.total(as_image(at.inputs[0].data), half), *down.total(half, as_image(y))]
        return [*calls, partial(np.multiply, y, constant(self._share(shape), y), y)]

    def backward(self, at: Site, back: Back) -> Calls:
        if (into := back.into[0]) is None:
            return []
        shape, dy, half = at.inputs[0].data.shape[:-1], back.gradient.data, at.buffers["half"]
        along, down = self._pools(shape)
        calls: Calls = [partial(np.multiply, dy, constant(self._share(shape), dy), dy)]
        calls += [*down.total_back(as_image(dy), half), *along.total_back(half, as_image(into.value.data))]
        return [*calls, *into.after]


def as_image_shape(shape: Shape) -> Shape:
    """As `as_image`, of a shape without the batch."""
    return shape if len(shape) == 3 else (shape[0], 1, shape[1])
