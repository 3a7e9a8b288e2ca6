"""What a stretch of a loss curve is like. Functions of columns (epochs,), NaN where there are too few epochs."""

from math import nan
from typing import Final

import numpy as np

from descent.coach.records import Column

OFTEN: Final = 0.25
"""Of epochs in which a loss rises: a loss that comes down hardly ever does."""


def trend(loss: Column, epochs: int) -> float:
    """Mean of the last epochs as a share of the mean of as many before them: below 1 is progress."""
    if len(loss) < 2 * epochs:
        return nan
    before, now = loss[-2 * epochs : -epochs].mean(), loss[-epochs:].mean()
    return float(now / before) if before > 0 else nan


def jitter(loss: Column, epochs: int) -> float:
    """Mean size of the step from epoch to epoch, as a share of the mean loss, over the last epochs."""
    if len(loss) < epochs + 1:
        return nan
    mean = loss[-epochs:].mean()
    return float(np.abs(np.diff(loss[-epochs - 1 :])).mean() / mean) if mean > 0 else nan


def rises(loss: Column, epochs: int) -> float:
    """The share of the last epochs in which the loss rose."""
    if len(loss) < epochs + 1:
        return nan
    return float((np.diff(loss[-epochs - 1 :]) > 0).mean())


def smooth(loss: Column, epochs: int) -> Column:
    """Running means of so many epochs, (epochs − so many + 1,)."""
    sums = np.cumsum(np.concatenate([[0.0], loss]))
    return (sums[epochs:] - sums[:-epochs]) / epochs


def dances(loss: Column, epochs: int, rough: float) -> bool:
    """Whether the loss rose in a quarter of the last epochs or more, by steps of so large a share of its size."""
    return rises(loss, epochs) >= OFTEN and jitter(loss, epochs) >= rough


def risen(loss: Column, epochs: int) -> float:
    """Mean of the last epochs as a share of the best mean of as many in a row: 1 is as good as ever."""
    if len(loss) < epochs:
        return nan
    means = smooth(loss, epochs)
    return float(means[-1] / means.min()) if means.min() > 0 else nan
