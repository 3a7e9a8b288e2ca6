"""What is measured: networks, batches, updates; and the data that all peers are given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Loss = Literal["squared", "binary_cross_entropy", "categorical_cross_entropy"]
Solver = Literal["sgd", "adam"]

STEPS: Final = 100
"""Steps of an epoch."""
RATE: Final[dict[Solver, float]] = {"sgd": 0.02, "adam": 0.001}


@dataclass(frozen=True)
class Case:
    """`widths` from the inputs to the outputs; `playground` is TensorFlow Playground's step in µs, see `__main__`.

    Where the hidden layers are no dense ones, `layers` are their settings, and `shape` is that of one point. `wires`
    lead from "input" by "layer1", "layer2" … to "output"; without them each layer follows the one before it.
    """

    name: str
    widths: tuple[int, ...]
    activation: Literal["tanh", "relu"]
    loss: Loss
    batch: int
    playground: float | None
    layers: tuple[Mapping[str, Any], ...] = ()
    shape: tuple[int, ...] = ()
    wires: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return f"{self.name}{'' if self.layers else f' {self.activation}'}, {self.batch}"


CNN: Final = (
    {"kind": "conv2d", "channels": 8, "kernel": 5},
    {"kind": "max_pool"},
    {"kind": "conv2d", "channels": 16, "kernel": 5},
    {"kind": "max_pool"},
    {"kind": "flatten"},
)

STEPS_IN_TIME: Final = 64
FEATURES: Final = 64


def _transformer(blocks: int) -> tuple[tuple[Mapping[str, Any], ...], tuple[str, ...]]:
    """Blocks of attention and two dense layers over time, each with a way past it; layers and wires."""
    layers: list[Mapping[str, Any]] = []
    wires: list[str] = []

    def put(layer: Mapping[str, Any], *sources: str) -> str:
        layers.append(layer)
        wires.extend(f"{source} layer{len(layers)}" for source in sources)
        return f"layer{len(layers)}"

    at = "input"
    for _ in range(blocks):
        attended = put({"kind": "add"}, at, put({"kind": "attention", "heads": 4}, at))
        wide = put({"kind": "time_dense", "units": 4 * FEATURES, "activation": "gelu"}, attended)
        narrow = put({"kind": "time_dense", "units": FEATURES, "activation": "linear"}, wide)
        at = put({"kind": "add"}, attended, narrow)
    wires.append(f"{put({'kind': 'time_mean'}, at)} output")
    return tuple(layers), tuple(wires)


TRANSFORMER, TRANSFORMER_WIRES = _transformer(blocks=2)

CASES: Final = (
    Case("2-4-2-1", (2, 4, 2, 1), "tanh", "squared", 10, 7),
    Case("2-8-8-1", (2, 8, 8, 1), "tanh", "binary_cross_entropy", 32, 39),
    Case("2-8×6-1", (2, *[8] * 6, 1), "relu", "binary_cross_entropy", 32, 146),
    Case("64-64-32-10", (64, 64, 32, 10), "relu", "categorical_cross_entropy", 32, 1_805),
    Case("784-128-10", (784, 128, 10), "relu", "categorical_cross_entropy", 64, 84_000),
    Case("784-512-256-10", (784, 512, 256, 10), "relu", "categorical_cross_entropy", 128, None),
)

LAYERED: Final = (
    *(
        Case(
            "CNN 28×28: conv 5×5×8, pool, conv 5×5×16, pool, dense",
            (784, 10),
            "relu",
            "categorical_cross_entropy",
            batch,
            None,
            CNN,
            (1, 28, 28),
        )
        for batch in (16, 64)
    ),
    Case(
        "Transformer, 64 steps of 64 numbers: 2 blocks (4 heads, 256 wide) without normalising",
        (STEPS_IN_TIME * FEATURES, 10),
        "relu",
        "categorical_cross_entropy",
        16,
        None,
        TRANSFORMER,
        (FEATURES, STEPS_IN_TIME),
        TRANSFORMER_WIRES,
    ),
    *(
        Case(
            f"{kind.upper()}, 32 steps of 16 numbers, {units} units",
            (32 * 16, 10),
            "tanh",
            "categorical_cross_entropy",
            batch,
            None,
            ({"kind": kind, "units": units},),
            (16, 32),
        )
        for kind in ("lstm", "gru", "rnn")
        for units, batch in ((32, 16), (64, 32))
    ),
)
"""Networks of other layers than dense ones, beside PyTorch alone."""


@dataclass(frozen=True)
class Points:
    """x (N, inputs); y: classes (N,); t: what a single output should say (N, 1)."""

    x: Floats
    y: NDArray[np.int64]
    t: Floats


def points(case: Case) -> Points:
    """Points whose class a linear rule with some noise decides, so that there is something to learn."""
    rng = np.random.default_rng(0)
    count, inputs = STEPS * case.batch, case.widths[0]
    x = rng.standard_normal((count, inputs), np.float32)
    classes = max(2, case.widths[-1])
    rule = rng.standard_normal((inputs, classes)) / np.sqrt(inputs)
    y = (x @ rule + 0.3 * rng.standard_normal((count, classes))).argmax(1)
    low = -1 if case.loss == "squared" else 0
    return Points(x, y, np.where(y == 1, 1, low).astype(np.float32)[:, None])


Weights = list[tuple[Any, Any]]
"""For each layer weight (outputs, inputs) and bias (outputs,)."""
