"""Softmax over any axis, as a layer."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.calls import Array, Calls
from descent.ops.layers.base import Layer, Rows, Shape, Unfit, words
from descent.ops.layers.site import Back, Site


class SoftmaxLayer(Layer):
    """Turns the numbers along one axis into shares that sum to 1: y_i = exp(x_i) / Σⱼ exp(x_j)."""

    model_config = ConfigDict(title="Softmax")
    kind: Literal["softmax"] = "softmax"
    axis: int = Field(
        default=1, ge=1, le=4, title="Axis", description="The axis along which shares sum to 1, counted from 1."
    )

    @property
    def rows(self) -> Rows:
        return "mixed"

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        if self.axis > len(inputs[0]):
            raise Unfit("graph.no_such_axis", got=words(inputs[0]), axis=self.axis, axes=len(inputs[0]))
        return inputs[0]

    def buffers(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:  # noqa: ARG002
        shape = inputs[0]
        return {"column": (*shape[: self.axis - 1], *shape[self.axis :])}

    def _column(self, at: Site) -> tuple[Any, Array]:
        """A number for each column, and the same memory as one that spreads along the axis."""
        column = at.buffers["column"]
        return column, np.expand_dims(column, self.axis - 1)

    def forward(self, at: Site) -> Calls:
        """The largest number of each column is taken off first, so that no exponential overflows."""
        x, y, axis = at.inputs[0].data, at.output.data, self.axis - 1
        column, spread = self._column(at)
        return [
            partial(np.maximum.reduce, x, axis, None, column),
            partial(np.subtract, x, spread, y),
            partial(np.exp, y, y),
            partial(np.add.reduce, y, axis, None, column),
            partial(np.divide, y, spread, y),
        ]

    def backward(self, at: Site, back: Back) -> Calls:
        """Sets dx = y (dy − Σ y dy)."""
        if (into := back.into[0]) is None:
            return []
        y, dy, dx = at.output.data, back.gradient.data, into.value.data
        column, spread = self._column(at)
        return [
            partial(np.multiply, y, dy, dx),
            partial(np.add.reduce, dx, self.axis - 1, None, column),
            partial(np.subtract, dy, spread, dx),
            partial(np.multiply, dx, y, dx),
            *into.after,
        ]
