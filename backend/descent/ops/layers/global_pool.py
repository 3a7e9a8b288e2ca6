"""Global pooling: one number for each channel, wherever in the image it was found (Lin et al. 2013)."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Literal

import numpy as np
from pydantic import ConfigDict

from descent.ops.calls import Array, Calls, constant
from descent.ops.layers.base import Layer, Shape, Unfit, words
from descent.ops.layers.site import Back, Site
from descent.ops.pooling import bits

_ADD_UP: Any = np.add.reduce
_LARGEST: Any = np.maximum.reduce


def _places(data: Array) -> Array:
    """(channels, places, batch)."""
    return data.reshape(len(data), -1, data.shape[-1], copy=False)


class GlobalPooling(Layer):
    """What both kinds share."""

    group = "images"

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        if len(inputs[0]) < 2:
            raise Unfit("graph.needs_image_or_sequence", got=words(inputs[0]))
        return inputs[0][:1]


class GlobalAveragePool(GlobalPooling):
    """The mean of each channel over all of its places."""

    model_config = ConfigDict(title="Global average")
    kind: Literal["global_average_pool"] = "global_average_pool"

    def forward(self, at: Site) -> Calls:
        x, y = _places(at.inputs[0].data), at.output.data
        share = constant(1 / x.shape[1], y)
        return [partial(_ADD_UP, x, 1, None, y), partial(np.multiply, y, share, y)]

    def backward(self, at: Site, back: Back) -> Calls:  # noqa: ARG002
        if (into := back.into[0]) is None:
            return []
        dx, dy = _places(into.value.data), back.gradient.data
        share = constant(1 / dx.shape[1], dy)
        return [partial(np.multiply, dy, share, dy), partial(np.copyto, dx, dy[:, None]), *into.after]


class GlobalMaxPool(GlobalPooling):
    """The largest number of each channel over all of its places."""

    model_config = ConfigDict(title="Global maximum")
    kind: Literal["global_max_pool"] = "global_max_pool"

    def buffers(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:
        return {"equal": inputs[0][:1]} if training else {}

    def forward(self, at: Site) -> Calls:
        return [partial(_LARGEST, _places(at.inputs[0].data), 1, None, at.output.data)]

    def backward(self, at: Site, back: Back) -> Calls:
        """Where several are largest, they share the gradient, as in PyTorch's `amax`.

        They are found by their bits: of y − x, which is never negative, those are all zero where x is largest; less one
        and shifted, they are a mask, which leaves of the bits of 1 a one or nothing.
        """
        if (into := back.into[0]) is None:
            return []
        x, y, dy = _places(at.inputs[0].data), at.output.data[:, None], back.gradient.data
        dx, equal = _places(into.value.data), at.buffers["equal"]
        mask = bits(dx)
        one, last = np.array(1, mask.dtype), np.array(8 * mask.itemsize - 1, mask.dtype)
        return [
            partial(np.subtract, y, x, dx),
            partial(np.subtract, mask, one, mask),
            partial(np.right_shift, mask, last, mask),
            partial(np.bitwise_and, mask, bits(constant(1, dx)), mask),
            partial(_ADD_UP, dx, 1, None, equal),
            partial(np.divide, dy, equal, dy),
            partial(np.multiply, dx, dy[:, None], dx),
            *into.after,
        ]
