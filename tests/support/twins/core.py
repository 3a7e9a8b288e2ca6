"""Dense layers, activations, dropout, shapes and joins."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import add, mul
from types import ModuleType

from descent.ops.layers.base import Shape
from descent.ops.layers.dense import Dense
from support.twins.base import Case, Make, Twin, activation


def dense(torch: ModuleType, layer: Dense, shapes: Sequence[Shape]) -> Twin:
    bend = activation(torch, layer.activation)
    return Twin(lambda linear, x: bend(linear(x)), torch.nn.Linear(shapes[0][0], layer.units, bias=layer.bias))


TWINS: dict[str, Make] = {
    "activation": lambda torch, layer, _: Twin(lambda _, x: activation(torch, layer.activation)(x)),
    "add": lambda *_: Twin(lambda _, *x: reduce(add, x)),
    "concatenate": lambda torch, *_: Twin(lambda _, *x: torch.cat(x, 1)),
    "dense": dense,
    "dropout": lambda torch, layer, _: Twin(torch.nn.Dropout.__call__, torch.nn.Dropout(layer.rate)),
    "flatten": lambda torch, *_: Twin(lambda _, x: torch.flatten(x, 1)),
    "multiply": lambda *_: Twin(lambda _, *x: reduce(mul, x)),
    "reshape": lambda torch, layer, _: Twin(lambda _, x: x.reshape(len(x), *layer.shape)),
}

CASES = [
    *(Case({"kind": "dense", "units": 3, "activation": kind}, ((5,),)) for kind in ("linear", "tanh", "softmax")),
    Case({"kind": "dense", "units": 3, "activation": "relu", "bias": False}, ((5,),)),
    Case({"kind": "activation", "activation": "gelu"}, ((2, 3),)),
    Case({"kind": "activation", "activation": "softmax"}, ((4, 3),)),
    Case({"kind": "dropout", "rate": 0.4}, ((6,),), calm=True),
    *(Case({"kind": kind}, ((2, 3), (2, 3), (2, 3))) for kind in ("add", "multiply")),
    Case({"kind": "concatenate"}, ((2, 3), (4, 3))),
    Case({"kind": "flatten"}, ((2, 3, 2),)),
    Case({"kind": "reshape", "shape": [3, 4]}, ((2, 3, 2),)),
]
