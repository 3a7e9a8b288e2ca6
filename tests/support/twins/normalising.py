"""Normalising layers, and dropout of channels."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from descent.ops.layers.base import Shape
from support.twins.base import Case, Make, Twin


def batch_norm(torch: ModuleType, layer: Any, shapes: Sequence[Shape]) -> Twin:
    kind = getattr(torch.nn, f"BatchNorm{max(1, len(shapes[0]) - 1)}d")
    return Twin(lambda norm, x: norm(x), kind(shapes[0][0], eps=layer.epsilon, momentum=layer.momentum))


def over_features(name: str) -> Make:
    """PyTorch's looks at the last axis: ours is the one behind the batch."""

    def make(torch: ModuleType, layer: Any, shapes: Sequence[Shape]) -> Twin:
        module = getattr(torch.nn, name)(shapes[0][0], eps=layer.epsilon)
        return Twin(lambda norm, x: norm(x.movedim(1, -1)).movedim(-1, 1), module)

    return make


def group_norm(torch: ModuleType, layer: Any, shapes: Sequence[Shape]) -> Twin:
    return Twin(lambda norm, x: norm(x), torch.nn.GroupNorm(layer.groups, shapes[0][0], eps=layer.epsilon))


TWINS: dict[str, Make] = {
    "batch_norm": batch_norm,
    "layer_norm": over_features("LayerNorm"),
    "rms_norm": over_features("RMSNorm"),
    "group_norm": group_norm,
    "spatial_dropout": lambda torch, layer, shapes: Twin(
        lambda dropout, x: dropout(x), getattr(torch.nn, f"Dropout{len(shapes[0]) - 1}d")(layer.rate)
    ),
}

CASES = [
    *(Case({"kind": kind}, (shape,)) for kind in ("layer_norm", "rms_norm") for shape in ((6,), (4, 5), (3, 4, 2))),
    *(Case({"kind": "batch_norm"}, (shape,)) for shape in ((4,), (3, 5), (3, 4, 2))),
    Case({"kind": "batch_norm", "momentum": 0.3, "epsilon": 0.01}, ((3, 4, 2),)),
    Case({"kind": "batch_norm"}, ((3, 4, 2),), calm=True),
    *(Case({"kind": "group_norm", "groups": 2}, (shape,)) for shape in ((6,), (4, 5), (4, 3, 2))),
    Case({"kind": "spatial_dropout", "rate": 0.4}, ((4, 3, 2),), calm=True),
]
