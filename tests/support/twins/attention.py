"""Attention and positions."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, sin
from types import ModuleType
from typing import Any

from descent.ops.layers.attention import DotAttention, MultiHeadAttention
from descent.ops.layers.base import Shape
from support.twins.base import Case, Make, Twin


def _roles(wires: Sequence[Any]) -> tuple[Any, Any, Any]:
    """Queries, keys and values (batch, steps, features) of sequences (batch, features, steps)."""
    x = [wire.transpose(1, 2) for wire in wires if wire.ndim == 3]
    return {1: lambda: (x[0],) * 3, 2: lambda: (x[0], x[1], x[1]), 3: lambda: tuple(x)}[len(x)]()


def _later(torch: ModuleType, asking: int, asked: int) -> Any:
    """True where a step must not look."""
    return torch.ones(asking, asked, dtype=torch.bool).triu(1)


def _padding(wires: Sequence[Any]) -> Any:
    """(batch, steps), True where nobody must look; None without ids."""
    return next((wire == 0 for wire in wires if wire.ndim == 2), None)


def multi_head(torch: ModuleType, layer: MultiHeadAttention, shapes: Sequence[Shape]) -> Twin:
    module = torch.nn.MultiheadAttention(shapes[0][0], layer.heads, bias=layer.bias, batch_first=True)

    def call(module: Any, *wires: Any) -> Any:
        q, k, v = _roles(wires)
        mask = _later(torch, q.shape[1], k.shape[1]) if layer.causal else None
        said, _ = module(q, k, v, need_weights=False, attn_mask=mask, key_padding_mask=_padding(wires))
        return said.transpose(1, 2) + 0 * wires[-1].sum()  # so that ids have a gradient: none

    return Twin(rotary(torch, layer) if layer.rotary else call, module)


def rotary(torch: ModuleType, layer: MultiHeadAttention) -> Any:
    """The formula of the paper: pairs as complex numbers, turned by e^(i m θ)."""

    def turned(x: Any) -> Any:
        batch, heads, steps, size = x.shape
        theta = 10_000.0 ** (-2 * torch.arange(size // 2) / size)
        angle = torch.arange(steps)[:, None] * theta
        pairs = torch.view_as_complex(x.reshape(batch, heads, steps, size // 2, 2).contiguous())
        return torch.view_as_real(pairs * torch.polar(torch.ones_like(angle), angle)).reshape(x.shape)

    def call(module: Any, *wires: Any) -> Any:
        linear = torch.nn.functional.linear
        weights, biases = module.in_proj_weight.chunk(3), module.in_proj_bias.chunk(3)
        asked = [linear(x, w, b) for x, w, b in zip(_roles(wires), weights, biases, strict=True)]
        q, k, v = (x.unflatten(2, (layer.heads, -1)).transpose(1, 2) for x in asked)
        said = torch.nn.functional.scaled_dot_product_attention(turned(q), turned(k), v, is_causal=layer.causal)
        return module.out_proj(said.transpose(1, 2).flatten(2)).transpose(1, 2)

    return call


def dot(torch: ModuleType, layer: DotAttention, _: Sequence[Shape]) -> Twin:
    def call(_: Any, *wires: Any) -> Any:
        q, k, v = _roles(wires)
        mask = ~_later(torch, q.shape[1], k.shape[1]) if layer.causal else None
        return torch.nn.functional.scaled_dot_product_attention(q, k, v, mask).transpose(1, 2)

    return Twin(call)


def waves(torch: ModuleType, _: Any, shapes: Sequence[Shape]) -> Twin:
    """As the formula of the paper says, number by number."""
    features, steps = shapes[0]
    table = torch.zeros(features, steps)
    for feature in range(features):
        for step in range(steps):
            angle = step / 10_000 ** (2 * (feature // 2) / features)
            table[feature, step] = cos(angle) if feature % 2 else sin(angle)
    return Twin(lambda _, x: x + table)


def learned(torch: ModuleType, _: Any, shapes: Sequence[Shape]) -> Twin:
    features, steps = shapes[0]
    embedding = torch.nn.Embedding(steps, features)
    return Twin(lambda module, x: x + module(torch.arange(steps)).T, embedding)


TWINS: dict[str, Make] = {
    "attention": multi_head,
    "dot_attention": dot,
    "learned_positions": learned,
    "sinusoidal": waves,
}

CASES = [
    Case({"kind": "attention", "heads": 2}, ((6, 5),)),
    Case({"kind": "attention", "heads": 3, "causal": True, "bias": False}, ((6, 5),)),
    Case({"kind": "attention", "heads": 2, "rotary": True}, ((8, 5),)),
    Case({"kind": "attention", "heads": 1, "rotary": True, "causal": True}, ((4, 6), (4, 5))),
    Case({"kind": "attention", "heads": 2}, ((4, 6), (4, 5))),
    Case({"kind": "attention", "heads": 2, "causal": True}, ((4, 6), (4, 5), (4, 5))),
    Case({"kind": "attention", "heads": 2}, ((4, 5), (5,))),
    Case({"kind": "dot_attention"}, ((4, 5),)),
    Case({"kind": "dot_attention", "causal": True}, ((4, 5), (4, 6))),
    Case({"kind": "dot_attention"}, ((4, 5), (4, 6), (2, 6))),
    Case({"kind": "sinusoidal"}, ((5, 6),)),
    Case({"kind": "learned_positions"}, ((4, 6),)),
]
