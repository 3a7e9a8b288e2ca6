"""How far the truth lies from what is predicted, and whether the misses have a pattern."""

from collections.abc import Sequence
from math import floor, log10
from typing import Final, Literal

import numpy as np
from pydantic import Field

from descent.data.load import SplitName
from descent.probes.base import Probe
from descent.probes.part import Part, counts, exact, ranged
from descent.probes.sight import Sight, evenly

MOST: Final = 1_000
STEPS: Final = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)


class Residuals(Probe):
    """True minus predicted, in the units of the data: up to 1,000 points evenly taken, and a histogram of all."""

    probe: Literal["residuals"] = "residuals"
    split: SplitName
    bins: int = Field(default=25, ge=2, le=100)

    def look(self, sight: Sight) -> Sequence[Part]:
        """0: (N,) u16 predicted; 1: (N,) u16 residual; 2: (bins,) i32 counts of the residuals between ± a round limit;
        3: (3,) f32 the limit, mean and root mean square of the residuals.
        """
        data = sight.trainer.data
        if data.spec.task != "regression":
            return ()
        predicted = np.nan_to_num(sight.decisions(self.split).astype(np.float64))
        residuals = data.decode(sight.split(self.split).y.astype(np.float64)) - predicted
        limit = round_above(float(np.abs(residuals).max(initial=0)))
        counted, _ = np.histogram(residuals, self.bins, (-limit, limit))
        rows = evenly(len(residuals), MOST)
        return (
            ranged(predicted[rows], float(predicted.min()), float(predicted.max())),
            ranged(residuals[rows], -limit, limit),
            counts(counted),
            exact(np.array([limit, residuals.mean(), np.sqrt(np.mean(residuals**2))])),
        )


def round_above(value: float) -> float:
    """The least of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten that is not below a value; 1 for none."""
    if not 0 < value < 1e300:
        return 1.0
    power = 10.0 ** floor(log10(value))
    return next((step * power for step in STEPS if step * power >= value), 10 * power)
