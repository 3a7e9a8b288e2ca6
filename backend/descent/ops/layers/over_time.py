"""Layers that make one list of numbers of a sequence: its last step, the mean or the largest of all."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import ConfigDict

from descent.ops.calls import Array, Calls, constant
from descent.ops.layers.base import Layer, Shape, Unfit, words
from descent.ops.layers.site import Back, Site


class OverTime(Layer):
    """(features, time) to (features,)."""

    group = "sequences"

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        if len(inputs[0]) != 2:
            raise Unfit("graph.needs_sequence", got=words(inputs[0]))
        return (inputs[0][0],)


class LastOverTime(OverTime):
    """Hands on the last step of a sequence alone: y = x_T."""

    model_config = ConfigDict(title="Last over time")
    kind: Literal["time_last"] = "time_last"

    def forward(self, at: Site) -> Calls:
        return [partial(np.copyto, at.output.data, at.inputs[0].data[:, -1])]

    def backward(self, at: Site, back: Back) -> Calls:  # noqa: ARG002
        if (into := back.into[0]) is None:
            return []
        dx = into.value.data
        return [partial(dx.fill, 0), partial(np.copyto, dx[:, -1], back.gradient.data), *into.after]


class MeanOverTime(OverTime):
    """The mean of all steps, feature by feature: y = (x_1 + … + x_T) / T."""

    model_config = ConfigDict(title="Mean over time")
    kind: Literal["time_mean"] = "time_mean"

    def forward(self, at: Site) -> Calls:
        x, y = at.inputs[0].data, at.output.data
        return [partial(x.sum, 1, None, y), partial(np.multiply, y, constant(1 / x.shape[1], y), y)]

    def backward(self, at: Site, back: Back) -> Calls:  # noqa: ARG002
        if (into := back.into[0]) is None:
            return []
        dy, dx = back.gradient.data, into.value.data
        share = constant(1 / dx.shape[1], dy)
        return [partial(np.multiply, dy, share, dy), partial(np.copyto, dx, dy[:, None]), *into.after]


class MaxOverTime(OverTime):
    """The largest of all steps, feature by feature: y = max(x_1, …, x_T). The first of equals gets the gradient."""

    model_config = ConfigDict(title="Max over time")
    kind: Literal["time_max"] = "time_max"

    def buffers(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:
        return dict.fromkeys(("now", "here", "open"), (inputs[0][0],)) if training else {}

    def forward(self, at: Site) -> Calls:
        return [partial(at.inputs[0].data.max, 1, at.output.data)]

    def backward(self, at: Site, back: Back) -> Calls:
        if (into := back.into[0]) is None:
            return []
        x, y, dy, dx = at.inputs[0].data, at.output.data, back.gradient.data, into.value.data
        now, here, still = at.buffers["now"], _bools(at.buffers["here"]), _bools(at.buffers["open"])
        calls: Calls = [partial(dx.fill, 0), partial(still.fill, True)]
        for step in range(x.shape[1]):
            calls += [
                partial(np.copyto, now, x[:, step]),
                partial(np.equal, now, y, here),
                partial(np.logical_and, here, still, here),
                partial(np.copyto, dx[:, step], dy, where=here),
                partial(np.logical_xor, still, here, still),
            ]
        return [*calls, *into.after]


def _bools(array: Array) -> NDArray[Any]:
    """Room for as many truths, in the same shape."""
    return array.reshape(-1).view(np.bool_)[: array.size].reshape(array.shape)
