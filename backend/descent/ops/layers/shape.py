"""Layers that change a value's shape and not its numbers: the same array, read differently."""

from collections.abc import Sequence
from math import prod
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from descent.limits import MAX_UNITS
from descent.ops.layers.base import Layer, Rows, Shape, Unfit, words


class Flatten(Layer):
    """Lays an image out as one long vector."""

    group = "shape"
    model_config = ConfigDict(title="Flatten")
    kind: Literal["flatten"] = "flatten"

    @property
    def rows(self) -> Rows:
        return "each"

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        return (prod(inputs[0]),)

    def passes(self, training: bool) -> bool:  # noqa: ARG002
        return True


class Reshape(Layer):
    """Reads the same numbers, in the same order, as another shape."""

    group = "shape"
    model_config = ConfigDict(title="Reshape")
    kind: Literal["reshape"] = "reshape"
    shape: list[Annotated[int, Field(ge=1, le=MAX_UNITS)]] = Field(
        default=[1, 8, 8],
        min_length=1,
        max_length=4,
        title="Shape",
        description="The sizes of the axes, such as channels, height and width, without the batch.",
    )

    @property
    def rows(self) -> Rows:
        return "each"

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        if prod(self.shape) != prod(inputs[0]):
            raise Unfit(
                "graph.reshape",
                got=words(inputs[0]),
                size=prod(inputs[0]),
                wanted=words(tuple(self.shape)),
                wanted_size=prod(self.shape),
            )
        return tuple(self.shape)

    def passes(self, training: bool) -> bool:  # noqa: ARG002
        return True
