"""The order in which numbers are read: pale ones first."""

from math import prod
from typing import Any, Final

import numpy as np

from descent.sketches.base import Subject, draws, plain
from descent.wire.sketch import Axis, Cells, Says, Sketch

MOST: Final = 64


@draws("layer.reshape", "layer.flatten")
def order(subject: Subject) -> Sketch:
    """The last two axes as rows and columns; a vector is one row."""
    node = subject.placed
    layer: Any = node.layer if node else None
    shape = list(node.shape) if node else list(getattr(layer, "shape", [1, 8, 8]))
    size = prod(shape)
    rows, columns = (min(size // shape[-1], MOST), min(shape[-1], MOST)) if len(shape) > 1 else (1, min(size, MOST))
    values = np.arange(1, rows * columns + 1) / (rows * columns)
    return Sketch(
        x=Axis(name="", low=0, high=columns),
        y=Axis(name="", low=0, high=rows),
        says=Says(code="sketch.says.shape", params={"size": size, "shape": " × ".join(map(str, shape))}),
        cells=Cells(columns=columns, values=plain(values, 3), limit=1.0, signed=False),
    )
