"""A part of what comes in, and its axes in another order."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.limits import MAX_UNITS
from descent.ops.calls import Calls
from descent.ops.layers.base import Layer, Shape, Unfit, words
from descent.ops.layers.site import Back, Site


class Split(Layer):
    """Hands on a stretch of the first axis: some units of a vector, some channels of an image."""

    group = "shape"
    model_config = ConfigDict(title="Split")
    kind: Literal["split"] = "split"
    start: int = Field(
        default=0, ge=0, le=MAX_UNITS, title="Start", description="How many are left out before the stretch."
    )
    length: int = Field(default=1, ge=1, le=MAX_UNITS, title="Length", description="How many are handed on.")

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        first, *rest = inputs[0]
        if self.start + self.length > first:
            raise Unfit("graph.split_beyond", got=words(inputs[0]), size=first, end=self.start + self.length)
        return (self.length, *rest)

    @property
    def _stretch(self) -> slice:
        return slice(self.start, self.start + self.length)

    def forward(self, at: Site) -> Calls:
        return [partial(np.copyto, at.output.data, at.inputs[0].data[self._stretch])]

    def backward(self, at: Site, back: Back) -> Calls:  # noqa: ARG002
        """What was left out has no gradient."""
        if (into := back.into[0]) is None:
            return []
        dx = into.value.data
        return [partial(dx.fill, 0), partial(np.copyto, dx[self._stretch], back.gradient.data), *into.after]


class Permute(Layer):
    """Puts the axes in another order: numbers stay, their neighbours change."""

    group = "shape"
    model_config = ConfigDict(title="Permute")
    kind: Literal["permute"] = "permute"
    order: list[Annotated[int, Field(ge=1, le=4)]] = Field(
        default=[2, 1],
        min_length=1,
        max_length=4,
        title="Order",
        description="Which axis comes first, second and so on, counted from 1, without the batch.",
    )

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        shape = inputs[0]
        if sorted(self.order) != list(range(1, len(shape) + 1)):
            raise Unfit("graph.permute", got=words(shape), axes=len(shape), order=", ".join(map(str, self.order)))
        return tuple(shape[axis - 1] for axis in self.order)

    @property
    def _axes(self) -> tuple[int, ...]:
        """The order of all axes, the batch last as ever."""
        return (*(axis - 1 for axis in self.order), len(self.order))

    def forward(self, at: Site) -> Calls:
        return [partial(np.copyto, at.output.data, at.inputs[0].data.transpose(self._axes))]

    def backward(self, at: Site, back: Back) -> Calls:  # noqa: ARG002
        """Written through the same view."""
        if (into := back.into[0]) is None:
            return []
        return [partial(np.copyto, into.value.data.transpose(self._axes), back.gradient.data), *into.after]
