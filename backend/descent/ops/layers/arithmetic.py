"""Joins besides sums and products: difference, mean, largest, dot product."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict

from descent.ops.calls import Calls, constant
from descent.ops.layers.base import Layer, Rows, Shape, Unfit
from descent.ops.layers.largest import largest, to_the_largest
from descent.ops.layers.merge import chained, same_shape
from descent.ops.layers.site import Back, Site


class Join(Layer):
    """Joins inputs of one shape, number by number."""

    arity = "many"
    group = "joins"

    @property
    def rows(self) -> Rows:
        return "each"

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        return same_shape(inputs)


class Subtract(Join):
    """Takes all further inputs off the first, number by number."""

    model_config = ConfigDict(title="Subtract")
    kind: Literal["subtract"] = "subtract"

    @property
    def keeps_nonnegative(self) -> bool:
        return False

    def forward(self, at: Site) -> Calls:
        return chained(np.subtract, [value.data for value in at.inputs], at.output.data)

    def backward(self, at: Site, back: Back) -> Calls:  # noqa: ARG002
        calls: Calls = []
        for position, into in enumerate(back.into):
            if into is not None:
                hand_on = np.negative if position else np.positive
                calls += [partial(hand_on, back.gradient.data, into.value.data), *into.after]
        return calls


class Average(Join):
    """The mean of its inputs, number by number."""

    model_config = ConfigDict(title="Average")
    kind: Literal["average"] = "average"

    def forward(self, at: Site) -> Calls:
        y = at.output.data
        sums = chained(np.add, [value.data for value in at.inputs], y)
        return [*sums, partial(np.multiply, y, constant(1 / len(at.inputs), y), y)]

    def backward(self, at: Site, back: Back) -> Calls:
        calls: Calls = []
        share = constant(1 / len(at.inputs), back.gradient.data)
        for into in filter(None, back.into):
            calls += [partial(np.multiply, back.gradient.data, share, into.value.data), *into.after]
        return calls


class Maximum(Join):
    """The largest of its inputs, number by number; the first of equals gets the gradient."""

    model_config = ConfigDict(title="Maximum")
    kind: Literal["maximum"] = "maximum"

    def buffers(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:
        return {"here": inputs[0], "open": inputs[0]} if training else {}

    def forward(self, at: Site) -> Calls:
        return largest([value.data for value in at.inputs], at.output.data)

    def backward(self, at: Site, back: Back) -> Calls:
        arrays, y = [value.data for value in at.inputs], at.output.data
        places = [None if into is None else into.value.data for into in back.into]
        rooms = at.buffers["here"], at.buffers["open"]
        parts = to_the_largest(arrays, y, back.gradient.data, places, rooms)
        calls: Calls = []
        for part, into in zip(parts, back.into, strict=True):
            calls += [*part, *(into.after if into else ())]
        return calls


class Dot(Join):
    """The dot product of two inputs over their first axis: a number of vectors, a row of sequences: y = Σᵢ aᵢ bᵢ."""

    model_config = ConfigDict(title="Dot product")
    kind: Literal["dot"] = "dot"

    @property
    def rows(self) -> Rows:
        return "mixed"

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        if len(inputs) != 2:
            raise Unfit("graph.two_inputs", got=len(inputs))
        return (1, *same_shape(inputs)[1:])

    def buffers(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:  # noqa: ARG002
        return {"products": inputs[0]}

    def forward(self, at: Site) -> Calls:
        (a, b), products = (value.data for value in at.inputs), at.buffers["products"]
        return [partial(np.multiply, a, b, products), partial(np.add.reduce, products, 0, None, at.output.data[0])]

    def backward(self, at: Site, back: Back) -> Calls:
        """The gradient by each is the other, times that by the product."""
        calls: Calls = []
        for into, other in zip(back.into, reversed(at.inputs), strict=True):
            if into is not None:
                calls += [partial(np.multiply, other.data, back.gradient.data, into.value.data), *into.after]
        return calls
