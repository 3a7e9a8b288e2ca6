"""A batch among the training points: one dot each, those of the first step filled."""

from math import ceil, sqrt
from typing import Final

import numpy as np

from descent.sketches.base import Subject, draws, plain
from descent.wire.sketch import Axis, Dots, Says, Sketch

MOST: Final = 600
WIDTH: Final = 2.4
"""Columns of dots for one row, as the picture is wider than high."""


@draws("training.batch_size")
def batch(subject: Subject) -> Sketch:
    """Where there are too many points, a dot stands for several."""
    train, size = len(subject.data.train), subject.document.training.batch_size
    each = ceil(train / MOST)
    dots = ceil(train / each)
    columns = ceil(sqrt(WIDTH * dots))
    rows = ceil(dots / columns)
    x, y = np.arange(dots) % columns, rows - 1 - np.arange(dots) // columns
    taken = np.arange(dots) * each < min(size, train)
    pixels = max(2.0, min(7.0, 170 / columns))
    return Sketch(
        x=Axis(name="", low=-1, high=columns),
        y=Axis(name="", low=-1, high=rows),
        says=Says(
            code="sketch.says.batch",
            params={"batch": min(size, train), "points": train, "count": ceil(train / size)},
        ),
        dots=[
            Dots(x=plain(x[~taken]), y=plain(y[~taken]), size=pixels, faint=True),
            Dots(x=plain(x[taken]), y=plain(y[taken]), size=pixels),
        ],
    )
