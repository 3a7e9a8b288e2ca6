"""Layers that change a value's shape and not its numbers."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from descent.limits import MAX_UNITS
from descent.ops.layers.base import Layer


class Flatten(Layer):
    """Lays an image out as one long vector."""

    group = "shape"
    model_config = ConfigDict(title="Flatten")
    kind: Literal["flatten"] = "flatten"


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
