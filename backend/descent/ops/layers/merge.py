"""Layers that join several values into one."""

from collections.abc import Sequence
from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict

from descent.ops.calls import Array, Call, Calls
from descent.ops.layers.base import Layer, Rows, Shape, Unfit, words
from descent.ops.layers.site import Back, Site


def same_shape(inputs: Sequence[Shape]) -> Shape:
    """The shape that all inputs have. Raises Unfit."""
    for position, shape in enumerate(inputs):
        if shape != inputs[0]:
            raise Unfit("graph.shapes_differ", (0, position), first=words(inputs[0]), got=words(shape))
    return inputs[0]


def chained(ufunc: np.ufunc, arrays: Sequence[Array], out: Array) -> Calls:
    """Sets out = a ∘ b ∘ c …"""
    first, second, *rest = arrays
    more: list[Call] = [partial(ufunc, out, array, out) for array in rest]
    return [partial(ufunc, first, second, out), *more]


class Add(Layer):
    """Adds its inputs, which have the same shape, number by number."""

    arity = "many"
    group = "joins"
    model_config = ConfigDict(title="Add")
    kind: Literal["add"] = "add"

    @property
    def rows(self) -> Rows:
        return "each"

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        return same_shape(inputs)

    def forward(self, at: Site) -> Calls:
        return chained(np.add, [value.data for value in at.inputs], at.output.data)

    def backward(self, at: Site, back: Back) -> Calls:  # noqa: ARG002
        calls: Calls = []
        for into in filter(None, back.into):
            calls += [partial(np.copyto, into.value.data, back.gradient.data), *into.after]
        return calls


class Multiply(Layer):
    """Multiplies its inputs, which have the same shape, number by number."""

    arity = "many"
    group = "joins"
    model_config = ConfigDict(title="Multiply")
    kind: Literal["multiply"] = "multiply"

    @property
    def rows(self) -> Rows:
        return "each"

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        return same_shape(inputs)

    def forward(self, at: Site) -> Calls:
        return chained(np.multiply, [value.data for value in at.inputs], at.output.data)

    def backward(self, at: Site, back: Back) -> Calls:
        """The gradient by one input is that by the output times all the others."""
        calls: Calls = []
        for position, into in enumerate(back.into):
            if into is not None:
                others = [value.data for other, value in enumerate(at.inputs) if other != position]
                calls += [*chained(np.multiply, [back.gradient.data, *others], into.value.data), *into.after]
        return calls


class Concatenate(Layer):
    """Puts its inputs one after another."""

    arity = "many"
    group = "joins"
    model_config = ConfigDict(title="Concatenate")
    kind: Literal["concatenate"] = "concatenate"

    @property
    def rows(self) -> Rows:
        return "joined"

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        for position, shape in enumerate(inputs):
            if shape[1:] != inputs[0][1:]:
                raise Unfit("graph.rest_differs", (0, position), first=words(inputs[0]), got=words(shape))
        return (sum(shape[0] for shape in inputs), *inputs[0][1:])

    @staticmethod
    def _parts(at: Site, whole: Array) -> list[Array]:
        ends = np.cumsum([len(value.data) for value in at.inputs]).tolist()
        return [whole[end - len(value.data) : end] for value, end in zip(at.inputs, ends, strict=True)]

    def forward(self, at: Site) -> Calls:
        parts = self._parts(at, at.output.data)
        return [partial(np.copyto, part, value.data) for part, value in zip(parts, at.inputs, strict=True)]

    def backward(self, at: Site, back: Back) -> Calls:
        calls: Calls = []
        for part, into in zip(self._parts(at, back.gradient.data), back.into, strict=True):
            if into is not None:
                calls += [partial(np.copyto, into.value.data, part), *into.after]
        return calls
