"""An activation's curve and its slope, by its own forward and backward."""

from typing import Final

import numpy as np

from descent.ops.activations import Activation
from descent.ops.activations.base import Bend
from descent.ops.layers.dense import Dense
from descent.sketches.base import Numbers, Subject, draws, plain
from descent.wire.sketch import Axis, Line, Says, Sketch

REACH: Final = 5.0
POINTS: Final = 101


def bent(kind: type[Activation], sums: Numbers) -> tuple[Numbers, Numbers]:
    """Answers and slopes of a unit at these sums (N,). Softmax: the first of two units, the second at 0."""
    z = sums[None, :] if kind.elementwise else np.stack([sums, np.zeros_like(sums)])
    z = np.array(z, np.float64, order="C")  # a copy: activations may overwrite their sums
    extra = tuple(np.empty_like(z) for _ in range(max(0, kind.saves - 1)))
    at = Bend(z=z, y=np.empty_like(z), saved=(z, *extra) if kind.saves else (), slope=np.ones_like(z))
    dy = np.zeros_like(z)
    dy[0] = 1
    activation = kind()
    for call in activation.forward(at):
        call()
    answers = at.y[0].copy()
    if kind.bends:
        for call in [*(activation.slope(at) if kind.elementwise else []), *activation.backward(at, dy)]:
            call()
    return answers, dy[0]


def activation_of(subject: Subject) -> type[Activation]:
    """The kind that is asked for: named, or that of the card (an output's "auto" is what it became)."""
    family, kind, *_ = [*subject.key.split("."), ""]
    if family == "activation" and kind:
        return Activation.named(kind)
    node = subject.placed
    return (node.layer.bend if node else None) or Activation.named(Dense().activation)


@draws("activation", "layer.any.activation", "layer.activation")
def activation(subject: Subject) -> Sketch:
    """f(z) for z from −5 to 5, and f'(z)."""
    kind = activation_of(subject)
    z = np.linspace(-REACH, REACH, POINTS)
    y, slope = bent(kind, z)
    low, high = min(-1.0, float(y.min())), max(1.0, float(y.max()))
    return Sketch(
        x=Axis(name="sketch.axis.sum", low=-REACH, high=REACH),
        y=Axis(name="sketch.axis.answer", low=low, high=high),
        says=Says(
            code="sketch.says.activation",
            params={
                "title": kind.model_config.get("title") or kind.__name__,
                "low": plain(y[0])[0],
                "high": plain(y[-1])[0],
                "steepest": plain(slope.max(), 3)[0],
            },
        ),
        lines=[
            Line(x=plain(z), y=plain(slope), look="dashed", name="sketch.line.slope"),
            Line(x=plain(z), y=plain(y), name="sketch.line.answer"),
        ],
    )
