"""Which points are trained on and which only judge."""

import numpy as np

from descent.data.arrays import Ints


def shares(total: int, parts: int) -> list[int]:
    """`total` in `parts` nearly equal whole numbers; the first ones take what is left over."""
    return [total // parts + (part < total % parts) for part in range(parts)]


def _validation_counts(sizes: Ints, share: float) -> Ints:
    """How many of each class judge: the share, rounded so that the sum is right (largest remainders).

    Every class with two points or more keeps one on both sides.
    """
    exact = sizes * share
    counts = np.floor(exact).astype(np.int64)
    missing = round(float(sizes.sum()) * share) - int(counts.sum())
    counts[np.argsort(counts - exact, kind="stable")[:missing]] += 1
    return np.where(sizes > 1, np.clip(counts, 1, sizes - 1), 0)


def split(strata: Ints, share: float, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Indices of the training and of the validation points, both in random order.

    `strata` is the class of each point (N,): every class is divided by the same share. For numbers pass zeros.
    """
    order = rng.permutation(len(strata))
    groups = [order[strata[order] == stratum] for stratum in np.unique(strata)]
    counts = _validation_counts(np.array([len(group) for group in groups]), share)
    validation = np.zeros(len(strata), bool)
    for group, count in zip(groups, counts, strict=True):
        validation[group[:count]] = True
    return order[~validation[order]], order[validation[order]]


def balanced(rows: Ints, classes: Ints, rng: np.random.Generator) -> Ints:
    """The rows (N,), and of the rarer classes some again, so that each class has as many as the largest.

    Random oversampling (He and Garcia 2009, “Learning from imbalanced data”, 3.1.1): the same, on average, as a weight
    for each class in inverse proportion to its size. No point is repeated once more often than another of its class.
    """
    members = [rows[classes == one] for one in np.unique(classes)]
    most = max(map(len, members))
    again = [np.resize(rng.permutation(own), most - len(own)) for own in members]
    return np.concatenate([rows, *again])
