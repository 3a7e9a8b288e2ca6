"""A few real points of a dataset, for its small picture in the page. Made by the dataset itself with its defaults."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from descent.data.datasets.base import Dataset

POINTS: Final = 96
IMAGES: Final = 4
SEED: Final = 3

Array = NDArray[np.floating[Any]]


def thumbnail_of(dataset: Dataset) -> list[list[float]]:
    """Plane and tables: rows `[x1, x2, y]`, `y` the class or a value. Images: rows of pixels, 0 … 1, row by row.

    A table shows the two of its columns, standardised, that tell most about the target.
    """
    place, noise = np.random.default_rng(SEED).spawn(2)
    x, y = dataset.arrays(place, noise)
    if dataset.modality == "image":
        return x[:IMAGES].round(3).tolist()
    rows = np.linspace(0, len(x) - 1, min(POINTS, len(x))).astype(int)
    target = y.astype(np.float64)
    if dataset.modality == "table":
        told = _telling(x, target, classes=dataset.task == "classification")
        columns = np.sort(np.argsort(-told, kind="stable")[:2])
        x = _standardised(x[:, columns])
        target = target if dataset.task == "classification" else _standardised(target)
    return np.column_stack([x[rows], target[rows]]).round(3).tolist()


def _standardised(values: Array) -> Array:
    return (values - values.mean(axis=0)) / values.std(axis=0)


def _telling(x: Array, y: Array, *, classes: bool) -> Array:
    """Share of each column's variance that the target explains: η² for classes, r² for numbers. Of (N, F), (F,)."""
    x = _standardised(x)
    if not classes:
        return (x * _standardised(y)[:, None]).mean(axis=0) ** 2
    groups = [x[y == k] for k in np.unique(y)]
    return sum((len(group) / len(x) * group.mean(axis=0) ** 2 for group in groups), np.zeros(x.shape[1]))
