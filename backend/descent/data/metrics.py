"""How good answers are. Everything about the truth is worked out once, because scores are taken after every epoch."""

from collections.abc import Callable
from typing import Final

import numpy as np

from descent.data.arrays import Ints, Numbers
from descent.data.datasets.base import Task

Score = Callable[[Numbers], tuple[float, float]]
"""Predictions (N,) in, the score and the second score out."""

METRIC_NAMES: Final[dict[Task, tuple[str, str]]] = {
    "classification": ("accuracy", "balanced_accuracy"),
    "regression": ("r2", "mae"),
}
"""Names of the score and of the second score, as they stand in JSON behind `train_` and `validation_`."""


def classification_score(y: Ints) -> Score:
    """Accuracy and balanced accuracy (mean recall of the classes that occur) against the classes `y` (N,).

    The returned function takes predicted class indices (N,), or booleans where there are two classes.
    """
    present, inverse = np.unique(y, return_inverse=True)
    members = (inverse == np.arange(len(present))[:, None]).astype(np.float64)
    sizes: list[float] = members.sum(axis=1).tolist()
    hits = np.empty(len(y))

    def score(predicted: Numbers) -> tuple[float, float]:
        np.equal(predicted, y, out=hits)
        # Few numbers: plain Python adds them faster than NumPy, and exactly (whole numbers).
        right: list[float] = np.dot(members, hits).tolist()
        recalls = sum(map(float.__truediv__, right, sizes))
        return sum(right) / len(hits), recalls / len(sizes)

    return score


def regression_score(y: Numbers, scale: float = 1.0) -> Score:
    """R² and mean absolute error against the targets `y` (N,).

    `scale` is how large 1 of `y` is in a person's units (`LoadedData.target_scale`); the error is told in those. R² has
    no unit. When all targets are equal, R² is 1 for a perfect answer and 0 for any other, as in scikit-learn.
    """
    truth = y.astype(np.float64)
    spread = float(np.sum((truth - truth.mean()) ** 2))
    error = np.empty_like(truth)

    def score(predicted: Numbers) -> tuple[float, float]:
        np.subtract(predicted, truth, out=error)
        squares = float(np.dot(error, error))
        np.abs(error, out=error)
        r2 = 1 - squares / spread if spread else float(squares == 0)
        return r2, scale * float(error.sum()) / len(error)

    return score


def confusion(y: Ints, predicted: Numbers, classes: int) -> Ints:
    """How often each class (row) was taken for each (column): (K, K)."""
    return np.bincount(y * classes + predicted, minlength=classes * classes).reshape(classes, classes)
