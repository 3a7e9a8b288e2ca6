"""Layers that join several values into one."""

from typing import Literal

from pydantic import ConfigDict

from descent.ops.layers.base import Layer


class Add(Layer):
    """Adds its inputs, which have the same shape, number by number."""

    arity = "many"
    group = "joins"
    model_config = ConfigDict(title="Add")
    kind: Literal["add"] = "add"


class Multiply(Layer):
    """Multiplies its inputs, which have the same shape, number by number."""

    arity = "many"
    group = "joins"
    model_config = ConfigDict(title="Multiply")
    kind: Literal["multiply"] = "multiply"


class Concatenate(Layer):
    """Puts its inputs one after another."""

    arity = "many"
    group = "joins"
    model_config = ConfigDict(title="Concatenate")
    kind: Literal["concatenate"] = "concatenate"
