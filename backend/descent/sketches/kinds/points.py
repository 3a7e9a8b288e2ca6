"""The data as they are set: training points filled, validation points hollow."""

from typing import Final

import numpy as np

from descent.data.arrays import Numbers
from descent.data.columns import most_telling, standardised
from descent.data.datasets import Dataset
from descent.data.datasets.base import EXTENT
from descent.data.load import LoadedData
from descent.sketches.base import Subject, draws, plain
from descent.sketches.data import load
from descent.wire.sketch import Axis, Cells, Dots, Line, Says, Sketch

MOST: Final = 400
TABLE: Final = 2.8
IMAGES: Final = 5
SEQUENCES: Final = 4


def _dots(x: Numbers, y: Numbers, *, classes: bool, hollow: bool) -> Dots:
    rows = np.linspace(0, len(x) - 1, min(len(x), MOST // 2)).astype(int)
    x, y = x[rows], y[rows]
    return Dots(
        x=plain(x[:, 0], 3),
        y=plain(x[:, 1], 3),
        hollow=hollow,
        classes=[int(k) for k in y] if classes else None,
        values=None if classes else plain(y / max(1e-9, np.abs(y).max()), 3),
    )


def _says(data: LoadedData) -> Says:
    params: dict[str, str | int | float] = {"train": len(data.train), "validation": len(data.validation)}
    return Says(code="sketch.says.points", params=params)


def images(data: LoadedData) -> Sketch:
    """A few training images side by side."""
    (_, height, width) = data.spec.shape
    shown = data.train.raw[:IMAGES].reshape(-1, height, width)
    row = np.concatenate([np.pad(image, 1) for image in shown], axis=1)
    return Sketch(
        x=Axis(name="", low=0, high=row.shape[1]),
        y=Axis(name="", low=0, high=row.shape[0]),
        says=_says(data),
        cells=Cells(columns=row.shape[1], values=plain(row, 3), limit=float(row.max()), signed=False),
        square=True,
    )


def sequences(data: LoadedData) -> Sketch:
    """A few training sequences below each other, one step after another from left to right."""
    shown = data.train.raw[:SEQUENCES]
    rows, steps = shown.shape
    x, y = Axis(name="", low=0, high=steps), Axis(name="", low=0, high=rows)
    if data.spec.tokens:
        cells = Cells(columns=steps, values=plain(shown, 3), limit=len(data.spec.tokens) - 1, signed=False)
        return Sketch(x=x, y=y, says=_says(data), cells=cells)
    height = 2.2 * float(np.abs(shown).max())
    lines = [Line(x=plain(np.arange(steps) + 0.5), y=plain(row / height + at + 0.5, 3)) for at, row in enumerate(shown)]
    return Sketch(x=x, y=y, says=_says(data), lines=lines)


SHOWN: Final = {"image": images, "sequence": sequences}


@draws("dataset", "data", "output.split", "output.show_validation")
def points(subject: Subject) -> Sketch:
    """The plane as it is; of a table the two columns that tell most, standardised."""
    dataset: Dataset = subject.kind(Dataset, subject.document.data.dataset)
    data = load(subject.document.data.replace(dataset=dataset.model_dump()))
    if data.spec.modality in SHOWN:
        return SHOWN[data.spec.modality](data)
    classes, parts = data.spec.task == "classification", (data.train, data.validation)
    raw, y = np.concatenate([part.raw for part in parts]), np.concatenate([part.y for part in parts])
    plane = data.spec.modality == "plane"
    columns = [0, 1] if plane else most_telling(raw, y, classes=classes)
    x = raw if plane else standardised(raw[:, columns])
    reach = EXTENT if plane else TABLE
    train, names = len(data.train), [data.spec.inputs[column] for column in columns]
    return Sketch(
        x=Axis(name=names[0], low=-reach, high=reach),
        y=Axis(name=names[1], low=-reach, high=reach),
        says=_says(data),
        dots=[
            _dots(x[:train], y[:train], classes=classes, hollow=False),
            _dots(x[train:], y[train:], classes=classes, hollow=True),
        ],
        square=plane,
    )
