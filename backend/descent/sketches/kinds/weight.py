"""What one weight or one bias does to the answer of its unit."""

from typing import Final

import numpy as np

from descent.sketches.base import Numbers, Subject, draws, plain
from descent.sketches.kinds.activation import activation_of, bent
from descent.wire.sketch import Axis, Line, Says, Sketch

REACH: Final = 5.0
MOST: Final = 20.0
"""Beyond it nothing more is to be seen."""


@draws("weight.value")
def weight(subject: Subject) -> Sketch:
    """f(w x) for the present w, and for 1."""
    value = 1.0 if subject.value is None else subject.value
    x = np.linspace(-REACH, REACH, 201)
    return _answers(
        subject, x, x, max(-MOST, min(MOST, value)) * x, Says(code="sketch.says.weight", params={"value": value})
    )


@draws("weight.bias_value")
def bias(subject: Subject) -> Sketch:
    """f(x + b) for the present b, and for none."""
    value = 0.0 if subject.value is None else subject.value
    x = np.linspace(-REACH, REACH, 201)
    sums = x + max(-MOST, min(MOST, value))
    return _answers(subject, x, x, sums, Says(code="sketch.says.bias_value", params={"value": value}))


def _answers(subject: Subject, x: Numbers, usual: Numbers, present: Numbers, says: Says) -> Sketch:
    kind = activation_of(subject)
    dashed, solid = bent(kind, usual)[0], bent(kind, present)[0]
    every = np.concatenate([dashed, solid])
    return Sketch(
        x=Axis(name="sketch.axis.input", low=-REACH, high=REACH),
        y=Axis(name="sketch.axis.answer", low=min(-1.0, float(every.min())), high=max(1.0, float(every.max()))),
        says=says,
        lines=[Line(x=plain(x), y=plain(dashed), look="dashed"), Line(x=plain(x), y=plain(solid))],
    )
