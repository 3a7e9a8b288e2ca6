"""Who is silenced in one step: the layer's own mask over units that all say 1."""

from math import ceil
from typing import Final

import numpy as np

from descent.ops.layers.dropout import Dropout
from descent.sketches.base import Subject, draws, plain
from descent.sketches.run import run
from descent.wire.sketch import Axis, Dots, Says, Sketch

UNITS: Final = 60
COLUMNS: Final = 12


@draws("layer.dropout")
def dropout(subject: Subject) -> Sketch:
    """Sixty units; those that are left are larger, as they are strengthened."""
    node = subject.placed
    layer = node.layer if node and isinstance(node.layer, Dropout) else Dropout()
    says = run(layer, [np.ones((UNITS, 1))])[:, 0]
    on = says > 0
    rows = ceil(UNITS / COLUMNS)
    x, y = np.arange(UNITS) % COLUMNS, rows - 1 - np.arange(UNITS) // COLUMNS
    strength = 1 / (1 - layer.rate)
    return Sketch(
        x=Axis(name="", low=-1, high=COLUMNS),
        y=Axis(name="", low=-1, high=rows),
        says=Says(
            code="sketch.says.dropout",
            params={"silent": int((~on).sum()), "units": UNITS, "strength": plain(strength, 3)[0]},
        ),
        dots=[
            Dots(x=plain(x[on]), y=plain(y[on]), size=min(16.0, 7 * strength**0.5)),
            Dots(x=plain(x[~on]), y=plain(y[~on]), size=7.0, hollow=True, faint=True),
        ],
    )
