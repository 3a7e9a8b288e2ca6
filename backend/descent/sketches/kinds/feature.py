"""A feature as a map of the plane, by the code that makes it."""

from typing import Final

import numpy as np

from descent.data.datasets.base import EXTENT
from descent.data.features import PLANE_FEATURES
from descent.sketches.base import Subject, draws, plain
from descent.wire.sketch import Axis, Cells, Says, Sketch

CELLS: Final = 25


@draws("feature", "data.features")
def feature(subject: Subject) -> Sketch:
    """The named feature, or the first that is on."""
    name = subject.key.removeprefix("feature.")
    name = name if name in PLANE_FEATURES else subject.document.data.features[0]
    side = ((np.arange(CELLS) + 0.5) / CELLS * 2 - 1) * EXTENT
    x1, x2 = np.meshgrid(side, side[::-1])
    values = PLANE_FEATURES[name](x1.astype(np.float32), x2.astype(np.float32))
    return Sketch(
        x=Axis(name="x1", low=-EXTENT, high=EXTENT),
        y=Axis(name="x2", low=-EXTENT, high=EXTENT),
        says=Says(
            code="sketch.says.feature",
            params={"low": plain(values.min(), 2)[0], "high": plain(values.max(), 2)[0]},
        ),
        cells=Cells(columns=CELLS, values=plain(values, 3), limit=plain(np.abs(values).max(), 3)[0], signed=True),
        square=True,
    )
