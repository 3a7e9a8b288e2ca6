"""How often a step is taken: a line for each in one second."""

from typing import Final

import numpy as np

from descent.sketches.base import Subject, draws, plain
from descent.wire.sketch import Axis, Line, Says, Sketch

MOST: Final = 200


@draws("transport.speed")
def pace(subject: Subject) -> Sketch:
    """`value` is steps a second; none: as fast as it goes."""
    rate = subject.value
    count = MOST if rate is None else min(MOST, max(1, int(rate)))
    at = (np.arange(count) + 0.5) / count
    return Sketch(
        x=Axis(name="sketch.axis.second", low=0.0, high=1.0),
        y=Axis(name="", low=0.0, high=1.0),
        says=Says(
            code="sketch.says.speed.full" if rate is None else "sketch.says.speed.paced", params={"count": rate or 0}
        ),
        lines=[Line(x=[one, one], y=[0.0, 1.0], look="faint" if rate is None else "main") for one in plain(at)],
    )
