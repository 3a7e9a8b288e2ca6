"""Steps down a hill, taken by an optimizer's own update."""

from collections.abc import Callable
from typing import Final

import numpy as np

from descent.ops.optimizers import Optimizer
from descent.ops.optimizers.base import Arena
from descent.sketches.base import Numbers

FAR: Final = 1e6


def walk(
    optimizer: Optimizer,
    rate: float | Callable[[int], float],
    slope: Callable[[Numbers], Numbers],
    start: list[float],
    steps: int,
) -> Numbers:
    """Places (steps + 1, dimensions) from `start` on, where `slope` gives the gradient; shorter when it runs away.

    For an optimizer of matrices they are the weights of one unit. rate: the same for all steps, or that of each step,
    counted from 1.
    """

    def rate_of(step: int) -> float:
        return rate(step) if callable(rate) else rate

    w = np.array([start] if optimizer.matrices else start, np.float64)
    at = Arena(
        w=w,
        g=np.empty_like(w),
        scratch=np.empty_like(w),
        weights=np.ones_like(w),
        moments=tuple(np.zeros_like(w) for _ in optimizer.degrees),
        rates=tuple(np.zeros(()) for _ in optimizer.rates(1, rate_of(1))),
        matrix=optimizer.matrices,
    )
    calls = optimizer.update(at)
    places = [w.ravel().copy()]
    for step in range(1, steps + 1):
        at.g[...] = slope(w.ravel())
        for array, value in zip(at.rates, optimizer.rates(step, rate_of(step)), strict=True):
            array[...] = value
        for call in calls:
            call()
        places.append(w.ravel().copy())
        if np.abs(w).max() > FAR:
            break
    return np.array(places)
