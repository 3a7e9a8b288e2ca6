"""Which of a table's columns tell most about its target."""

import numpy as np

from descent.data.arrays import Doubles, Numbers


def standardised(values: Numbers) -> Doubles:
    """Columns (N, F) or one (N,) with mean 0 and standard deviation 1; a constant one becomes 0."""
    array = np.asarray(values, np.float64)
    deviation = array.std(axis=0)
    return (array - array.mean(axis=0)) / np.where(deviation > 0, deviation, 1)


def telling(x: Numbers, y: Numbers, *, classes: bool) -> Doubles:
    """Share of each column's variance that the target explains: η² for classes, r² for numbers. Of (N, F), (F,)."""
    x = standardised(x)
    if not classes:
        return (x * standardised(y)[:, None]).mean(axis=0) ** 2
    groups = [x[y == k] for k in np.unique(y)]
    return sum((len(group) / len(x) * group.mean(axis=0) ** 2 for group in groups), np.zeros(x.shape[1]))


def most_telling(x: Numbers, y: Numbers, *, classes: bool) -> list[int]:
    """The two columns to draw a table by, in their order."""
    return sorted(np.argsort(-telling(x, y, classes=classes), kind="stable")[:2].tolist())
