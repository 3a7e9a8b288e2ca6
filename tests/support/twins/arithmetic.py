"""Joins, scales, gates, parts, noise, and what treats gradients."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from descent.ops.layers.base import Shape
from descent.ops.layers.glu import GLU
from descent.ops.layers.prelu import PReLU
from descent.ops.layers.scale import Scale
from support.twins.base import Case, Make, Twin, activation


def scale(torch: ModuleType, layer: Scale, _: Sequence[Shape]) -> Twin:
    if not layer.learned:
        return Twin(lambda _, x: layer.factor * x)
    module = torch.nn.Module()
    module.weight = torch.nn.Parameter(torch.tensor([layer.factor]))
    return Twin(lambda module, x: module.weight * x, module)


def prelu(torch: ModuleType, layer: PReLU, shapes: Sequence[Shape]) -> Twin:
    return Twin(lambda module, x: module(x), torch.nn.PReLU(1 if layer.shared else shapes[0][0]))


def glu(torch: ModuleType, layer: GLU, _: Sequence[Shape]) -> Twin:
    if layer.gate == "sigmoid":
        return Twin(lambda _, x: torch.nn.functional.glu(x, 1))
    bend = activation(torch, layer.gate)

    def call(_: Any, x: Any) -> Any:
        a, b = x.chunk(2, 1)
        return a * bend(b)

    return Twin(call)


def reversal(torch: ModuleType, layer: Any, _: Sequence[Shape]) -> Twin:
    # What is detached has no gradient; what is left of the sum has the reversed one.
    return Twin(lambda _, x: (1 + layer.strength) * x.detach() - layer.strength * x)


TWINS: dict[str, Make] = {
    "subtract": lambda *_: Twin(lambda _, x, *more: x - sum(more)),
    "average": lambda torch, *_: Twin(lambda _, *x: torch.stack(x).mean(0)),
    "maximum": lambda torch, *_: Twin(lambda _, *x: torch.stack(x).max(0).values),
    "dot": lambda *_: Twin(lambda _, a, b: (a * b).sum(1, keepdim=True)),
    "scale": scale,
    "prelu": prelu,
    "glu": glu,
    "maxout": lambda torch, layer, _: Twin(lambda _, x: x.unflatten(1, (-1, layer.pieces)).max(2).values),
    "softmax": lambda torch, layer, _: Twin(lambda _, x: torch.softmax(x, layer.axis)),
    "stop_gradient": lambda *_: Twin(lambda _, x: x.detach() + 0 * x),
    "gradient_reversal": reversal,
    "gaussian_noise": lambda *_: Twin(lambda _, x: x),
    "split": lambda torch, layer, _: Twin(lambda _, x: x.narrow(1, layer.start, layer.length)),
    "permute": lambda torch, layer, _: Twin(lambda _, x: x.permute(0, *layer.order)),
}

CASES = [
    *(Case({"kind": kind}, ((2, 3), (2, 3), (2, 3))) for kind in ("subtract", "average", "maximum")),
    Case({"kind": "maximum"}, ((5,), (5,))),
    Case({"kind": "dot"}, ((4,), (4,))),
    Case({"kind": "dot"}, ((3, 4), (3, 4))),
    Case({"kind": "scale", "factor": -1.5}, ((2, 3),)),
    Case({"kind": "scale", "factor": 0.5, "learned": True}, ((2, 3),)),
    Case({"kind": "prelu"}, ((5,),)),
    Case({"kind": "prelu"}, ((3, 2, 2),)),
    Case({"kind": "prelu", "shared": True}, ((3, 4),)),
    *(Case({"kind": "glu", "gate": gate}, ((6,),)) for gate in ("sigmoid", "silu", "gelu", "relu", "linear")),
    Case({"kind": "glu"}, ((4, 3),)),
    Case({"kind": "maxout", "pieces": 3}, ((6,),)),
    Case({"kind": "maxout"}, ((4, 2, 3),)),
    *(Case({"kind": "softmax", "axis": axis}, ((4, 3),)) for axis in (1, 2)),
    Case({"kind": "softmax", "axis": 2}, ((2, 3, 2),)),
    # Their gradient is meant to differ from that of what they say.
    Case({"kind": "stop_gradient"}, ((2, 3),), kinks=True),
    Case({"kind": "gradient_reversal", "strength": 0.7}, ((2, 3),), kinks=True),
    Case({"kind": "gaussian_noise"}, ((6,),), calm=True),
    Case({"kind": "split", "start": 1, "length": 2}, ((4, 3),)),
    Case({"kind": "split", "start": 2, "length": 3}, ((5,),)),
    Case({"kind": "permute"}, ((2, 3),)),
    Case({"kind": "permute", "order": [3, 1, 2]}, ((2, 3, 4),)),
]
