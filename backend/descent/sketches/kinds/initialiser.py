"""What parameters begin as: a histogram of draws for this card, made by the initialiser itself."""

from typing import Any, Final

import numpy as np

from descent.ops.initialisers import Initialiser
from descent.ops.initialisers.auto import Auto
from descent.ops.initialisers.base import Draw
from descent.sketches.base import Numbers, Subject, draws, plain
from descent.wire.sketch import Axis, Bars, Says, Sketch

ENOUGH: Final = 4_000
BINS: Final = 21
MOST_DRAWN: Final = 200
"""An orthogonal matrix takes time that grows with the cube of its size: at most so many units and inputs are drawn."""


def drawn(initialiser: Initialiser, inputs: int, units: int, suited: str, *, bias: bool) -> Numbers:
    """Values as for this many inputs and units, again and again until there are enough to see their spread."""
    rng = np.random.default_rng(0)
    shape = (min(units, MOST_DRAWN),) if bias else (min(units, MOST_DRAWN), min(inputs, MOST_DRAWN))
    times = -(-ENOUGH // int(np.prod(shape)))
    some = [initialiser.values(Draw(rng, shape, inputs, units, suited)) for _ in range(times)]
    return np.concatenate([values.ravel() for values in some])


@draws("initialiser", "layer.any.weight_init", "layer.any.bias_init")
def initialiser(subject: Subject) -> Sketch:
    """Of the card that the control belongs to, else of a layer of 8 units with 8 inputs."""
    node = subject.placed
    layer: Any = node.layer if node else None
    bias = subject.key.endswith("bias_init")
    present: Initialiser = getattr(layer, "bias_init" if bias else "weight_init", Auto())
    kind: Initialiser = subject.kind(Initialiser, present) if subject.key.startswith("initialiser.") else present
    inputs, units = (node.inputs[0][0], node.shape[0]) if node and node.inputs and node.shape else (8, 8)
    suited = layer.bend.initialiser if layer is not None and layer.bend else "xavier_uniform"
    values = drawn(kind, inputs, units, suited, bias=bias and not kind.needs_matrix)
    reach = max(0.05, float(np.abs(values).max()) * 1.05)
    counts, edges = np.histogram(values, BINS, (-reach, reach))
    return Sketch(
        x=Axis(name="sketch.axis.bias" if bias else "sketch.axis.weight", low=-reach, high=reach),
        y=Axis(name="sketch.axis.share_of_all", low=0.0, high=100 * counts.max() / len(values)),
        says=Says(
            code="sketch.says.initialiser",
            params={
                "title": kind.model_config.get("title") or type(kind).__name__,
                "mean": plain(round(float(values.mean()), 2), 2)[0],
                "deviation": plain(values.std(), 2)[0],
                "inputs": inputs,
                "units": units,
            },
        ),
        bars=Bars(edges=plain(edges), heights=plain(100 * counts / len(values))),
    )
