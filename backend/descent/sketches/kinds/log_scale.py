"""The same falling loss on a straight and on a logarithmic axis: what the present rate makes of the bowl."""

from typing import Final

import numpy as np

from descent.ops.optimizers.sgd import SGD
from descent.sketches.base import Subject, draws, plain
from descent.sketches.kinds.bowl import BEND, STEPS
from descent.sketches.walk import walk
from descent.wire.sketch import Axis, Line, Says, Sketch

RATE: Final = 0.005


@draws("chart.log")
def log_scale(subject: Subject) -> Sketch:
    """Plain steps of a rate that suits the bowl: `value` is 1 for a logarithmic axis."""
    path = walk(SGD(), RATE, lambda w: 2 * BEND * w, [-1.0], STEPS)[:, 0]
    log = subject.value == 1
    loss = BEND * path**2
    return Sketch(
        x=Axis(name="sketch.axis.step", low=0.0, high=STEPS),
        y=Axis(name="sketch.axis.loss", low=1e-5 if log else 0.0, high=BEND, log=log),
        says=Says(code=f"sketch.says.log.{'on' if log else 'off'}", params={}),
        lines=[Line(x=plain(np.arange(STEPS + 1)), y=plain(loss))],
    )
