"""Layers for sequences. The gradient is cut in time as in a loop over stretches whose first state is detached."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from descent.ops.layers.base import Shape
from descent.ops.layers.embedding import Embedding
from descent.ops.layers.recurrent import Recurrent
from descent.ops.layers.time_dense import TimeDense
from support.twins.base import Case, Make, Twin, activation


def recurrent(name: str) -> Make:
    def make(torch: ModuleType, layer: Recurrent, shapes: Sequence[Shape]) -> Twin:
        kind, more = getattr(torch.nn, name), {"nonlinearity": layer.activation} if name == "RNN" else {}
        options: dict[str, Any] = {"bias": layer.bias, "batch_first": True, **more}
        module = kind(
            shapes[0][0], layer.units, num_layers=layer.num_layers, bidirectional=layer.bidirectional, **options
        )

        def call(whole: Any, x: Any) -> Any:
            x = x.transpose(1, 2)
            if layer.truncate:
                every, last = cut(torch, kind, layer, whole, x, options)
            else:
                every, state = whole(x)
                state = state[0] if isinstance(state, tuple) else state
                last = torch.cat(list(state[-(2 if layer.bidirectional else 1) :]), 1)
            return every.transpose(1, 2) if layer.returns == "all" else last

        return Twin(call, module)

    return make


def cut(torch: ModuleType, kind: Any, layer: Recurrent, whole: Any, x: Any, options: dict[str, Any]) -> Any:
    """Every state and the last one, lane by lane, of which each reads stretch after stretch."""
    ends: list[Any] = []
    for level in range(layer.num_layers):
        found = []
        ends = []
        for ending in ("", "_reverse")[: 1 + layer.bidirectional]:
            one = kind(x.shape[2], layer.units, **options)
            suffix = f"_l{level}{ending}"
            own = {f"{n.removesuffix(suffix)}_l0": p for n, p in whole.named_parameters() if n.endswith(suffix)}
            states, state = [], None
            for part in (x.flip(1) if ending else x).split(layer.truncate, 1):
                given = (part,) if state is None else (part, detached(state))
                y, state = torch.func.functional_call(one, own, given)
                states.append(y)
            y = torch.cat(states, 1)
            ends.append(y[:, -1])
            found.append(y.flip(1) if ending else y)
        x = torch.cat(found, 2)
    return x, torch.cat(ends, 1)


def detached(state: Any) -> Any:
    return tuple(part.detach() for part in state) if isinstance(state, tuple) else state.detach()


def embedding(torch: ModuleType, layer: Embedding, _: Sequence[Shape]) -> Twin:
    return Twin(
        lambda module, x: module(x.long()).transpose(1, 2), torch.nn.Embedding(layer.vocabulary, layer.features)
    )


def time_dense(torch: ModuleType, layer: TimeDense, shapes: Sequence[Shape]) -> Twin:
    bend = activation(torch, layer.activation)
    return Twin(
        lambda linear, x: bend(linear(x.transpose(1, 2)).transpose(1, 2)),
        torch.nn.Linear(shapes[0][0], layer.units, bias=layer.bias),
    )


TWINS: dict[str, Make] = {
    "lstm": recurrent("LSTM"),
    "gru": recurrent("GRU"),
    "rnn": recurrent("RNN"),
    "embedding": embedding,
    "time_dense": time_dense,
    "time_last": lambda *_: Twin(lambda _, x: x[:, :, -1]),
    "time_mean": lambda *_: Twin(lambda _, x: x.mean(2)),
    "time_max": lambda *_: Twin(lambda _, x: x.max(2).values),
}

EVERY: dict[str, Any] = {"bidirectional": True, "num_layers": 2, "returns": "all"}
CASES = [
    *(
        Case({"kind": kind, "units": 4, **more}, ((3, 5),), kinks="truncate" in more)
        for kind in ("lstm", "gru", "rnn")
        for more in (
            {},
            {"returns": "all"},
            {"bias": False},
            {"num_layers": 3},
            {"bidirectional": True},
            EVERY,
            {"truncate": 2},
            {"truncate": 2, **EVERY},
            {"truncate": 3, "num_layers": 2},
        )
    ),
    *(Case({"kind": "rnn", "units": 4, "activation": "relu", **more}, ((3, 5),)) for more in ({}, EVERY)),
    *(Case({"kind": "embedding", "features": 3, "vocabulary": size}, ((6,),), ids=size) for size in (4, 9)),
    *(Case({"kind": "time_dense", "units": 3, "activation": kind}, ((4, 5),)) for kind in ("tanh", "relu", "softmax")),
    Case({"kind": "time_dense", "units": 3, "activation": "linear", "bias": False}, ((4, 5),)),
    *(Case({"kind": kind}, ((3, 5),)) for kind in ("time_last", "time_mean", "time_max")),
    *(Case({"kind": kind, "units": 3}, ((2, 1),)) for kind in ("lstm", "gru", "rnn")),
]
