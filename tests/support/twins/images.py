"""Convolution and pooling."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from descent.ops.layers.base import Shape
from descent.ops.layers.conv1d import Conv1D
from descent.ops.layers.conv2d import Conv2D
from descent.ops.layers.kernels import Kernels
from descent.ops.layers.pool import Pooling
from support.twins.base import Case, Make, Twin, activation


def same(length: int, layer: Kernels) -> list[int]:
    """The zeros before and behind an axis that "same" stands for. PyTorch knows it for stride 1 only."""
    reach = (layer.kernel - 1) * layer.dilation + 1
    total = max(0, (-(-length // layer.stride) - 1) * layer.stride + reach - length)
    return [total // 2, total - total // 2]


def conv2d(torch: ModuleType, layer: Conv2D, shapes: Sequence[Shape]) -> Twin:
    bend, (channels, *axes) = activation(torch, layer.activation), shapes[0]
    zeros = [number for length in reversed(axes) for number in same(length, layer)]
    module = torch.nn.Conv2d(
        channels,
        layer.channels,
        layer.kernel,
        stride=layer.stride,
        padding=0 if layer.padding == "same" else layer.padding,
        dilation=layer.dilation,
        groups=layer.groups,
        bias=layer.bias,
    )
    if layer.padding == "same":
        return Twin(lambda conv, x: bend(conv(torch.nn.functional.pad(x, zeros))), module)
    return Twin(lambda conv, x: bend(conv(x)), module)


def conv1d(torch: ModuleType, layer: Conv1D, shapes: Sequence[Shape]) -> Twin:
    bend, (channels, time) = activation(torch, layer.activation), shapes[0]
    sides = {"same": same(time, layer), "causal": [(layer.kernel - 1) * layer.dilation, 0]}
    zeros = sides[layer.padding] if isinstance(layer.padding, str) else [layer.padding] * 2
    more = {"stride": layer.stride, "dilation": layer.dilation, "groups": layer.groups, "bias": layer.bias}
    module = torch.nn.Conv1d(channels, layer.channels, layer.kernel, **more)
    return Twin(lambda conv, x: bend(conv(torch.nn.functional.pad(x, zeros))), module)


def pool(kind: str) -> Make:
    def make(torch: ModuleType, layer: Pooling, shapes: Sequence[Shape]) -> Twin:
        module = getattr(torch.nn, f"{kind}Pool{len(shapes[0]) - 1}d")
        return Twin(lambda pooling, x: pooling(x), module(layer.size, layer.stride, layer.padding))

    return make


def over_places(name: str) -> Make:
    return lambda torch, *_: Twin(lambda _, x: getattr(torch, name)(torch.flatten(x, 2), -1))


TWINS: dict[str, Make] = {
    "conv1d": conv1d,
    "conv2d": conv2d,
    "max_pool": pool("Max"),
    "average_pool": pool("Avg"),
    "global_average_pool": over_places("mean"),
    "global_max_pool": over_places("amax"),
}


def _conv(*shape: int, **settings: Any) -> Case:
    return Case({"kind": "conv2d", "activation": "tanh", **settings}, (shape,))


def _pool(*shape: int, **settings: Any) -> list[Case]:
    return [Case({"kind": kind, **settings}, (shape,)) for kind in ("max_pool", "average_pool")]


CASES = [
    _conv(1, 6, 5, channels=2, kernel=3),
    _conv(3, 6, 7, channels=4, kernel=3, activation="relu"),
    _conv(2, 5, 5, channels=3, kernel=1, activation="linear"),
    _conv(2, 5, 6, channels=3, kernel=3, padding=1, bias=False),
    _conv(2, 6, 5, channels=3, kernel=4, padding="same"),
    _conv(2, 7, 8, channels=3, kernel=3, padding="same", stride=2),
    _conv(2, 9, 7, channels=3, kernel=3, stride=3),
    _conv(2, 7, 6, channels=3, kernel=2, stride=3, padding=2),
    _conv(2, 8, 7, channels=3, kernel=3, dilation=2, padding="same"),
    _conv(2, 9, 9, channels=2, kernel=3, dilation=2, stride=2, padding=1),
    _conv(2, 4, 4, channels=2, kernel=3, padding=4),
    _conv(4, 6, 5, channels=6, kernel=3, groups=2, padding=1),
    _conv(4, 5, 6, channels=4, kernel=3, groups=4, bias=False),
    _conv(3, 5, 5, channels=6, kernel=2, groups=3, dilation=2),
    _conv(2, 4, 5, channels=3, kernel=2, activation="softmax"),
    *(
        Case({"kind": "conv1d", "channels": 4, "activation": "tanh", **settings}, ((2, 9),))
        for settings in (
            {"kernel": 3},
            {"kernel": 3, "padding": "causal", "dilation": 2},
            {"kernel": 4, "padding": "same", "stride": 2, "bias": False},
            {"kernel": 3, "padding": 2, "groups": 2},
        )
    ),
    *_pool(2, 6, 4),
    *_pool(2, 7, 5),
    *_pool(2, 7, 6, size=3, stride=2),
    *_pool(2, 6, 5, size=3, stride=1, padding=1),
    *_pool(2, 7, 7, size=2, stride=3, padding=1),
    *_pool(2, 9, size=3, stride=2),
    *(Case({"kind": f"global_{kind}_pool"}, (shape,)) for kind in ("average", "max") for shape in ((3, 4, 5), (2, 6))),
]
