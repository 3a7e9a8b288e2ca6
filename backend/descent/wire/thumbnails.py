"""A few real points of a dataset, for its small picture in the page. Made by the dataset itself with its defaults."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from descent.data.columns import most_telling, standardised
from descent.data.datasets.base import Dataset

POINTS: Final = 96
IMAGES: Final = 4
LARGE: Final = 100
"""Pixels from which on two digits of each are enough."""
SEQUENCES: Final = 3
SEED: Final = 3

Array = NDArray[np.floating[Any]]


def thumbnail_of(dataset: Dataset) -> list[list[float]]:
    """Plane and tables: rows `[x1, x2, y]`, `y` the class or a value. Images: rows of pixels, 0 … 1, row by row, of the
    first classes one each.
    Sequences: rows of their steps, numbers or ids.

    A table shows the two of its columns, standardised, that tell most about the target.
    """
    place, noise = np.random.default_rng(SEED).spawn(2)
    x, y = dataset.arrays(place, noise)
    if dataset.modality == "image":
        _, first = np.unique(y, return_index=True)
        return x[first[:IMAGES]].round(2 if x.shape[1] > LARGE else 3).tolist()
    if dataset.modality == "sequence":
        return x[np.linspace(0, len(x) - 1, SEQUENCES).astype(int)].round(3).tolist()
    rows = np.linspace(0, len(x) - 1, min(POINTS, len(x))).astype(int)
    target = y.astype(np.float64)
    if dataset.modality == "table":
        classes = dataset.task == "classification"
        x = standardised(x[:, most_telling(x, target, classes=classes)])
        target = target if classes else standardised(target)
    return np.column_stack([x[rows], target[rows]]).round(3).tolist()
