"""What a bias is for: the same unit with its edge moved aside."""

from typing import Any, Final

import numpy as np

from descent.sketches.base import Subject, draws, plain
from descent.sketches.kinds.activation import activation_of, bent
from descent.wire.sketch import Axis, Line, Says, Sketch

REACH: Final = 5.0
BIASES: Final = (-2.0, 2.0)


@draws("layer.any.bias")
def bias(subject: Subject) -> Sketch:
    """f(x + b) for a few b; without a bias only b = 0 is left."""
    layer: Any = subject.placed.layer if subject.placed else None
    on = getattr(layer, "bias", True)
    kind = activation_of(subject)
    x = np.linspace(-REACH, REACH, 101)
    middle = bent(kind, x)[0]
    aside = [bent(kind, x + b)[0] for b in BIASES] if on else []
    every = np.concatenate([middle, *aside])
    return Sketch(
        x=Axis(name="sketch.axis.input", low=-REACH, high=REACH),
        y=Axis(name="sketch.axis.answer", low=min(-1.0, float(every.min())), high=max(1.0, float(every.max()))),
        says=Says(code="sketch.says.bias.on" if on else "sketch.says.bias.off", params={}),
        lines=[*(Line(x=plain(x), y=plain(y), look="dashed") for y in aside), Line(x=plain(x), y=plain(middle))],
    )
