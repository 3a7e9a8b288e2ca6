"""Precision against recall (van Rijsbergen 1979; Davis and Goadrich 2006)."""

from collections.abc import Sequence
from typing import Final, Literal

import numpy as np
from pydantic import Field

from descent.data.load import SplitName
from descent.probes.base import Probe
from descent.probes.part import Part, exact, ranged
from descent.probes.ranking import drawn, ranking
from descent.probes.sight import Sight

MOST: Final = 400
"""Points that a curve is drawn with."""


class PrecisionRecall(Probe):
    """Class `positive` against the rest, over all points of a split, whatever limit decides.

    The area is the average precision: Σ (Rₙ − Rₙ₋₁) Pₙ, without interpolation, which would flatter.
    """

    probe: Literal["precision_recall"] = "precision_recall"
    split: SplitName
    positive: int = Field(ge=0)

    def look(self, sight: Sight) -> Sequence[Part]:
        """0: (P, 2) u16 recall, rising, and precision; the first is (0, 1), where nothing is picked; 1: (P,) f32, the
        value of the output from which on a point is picked (of the first, that of the second); 2: (2,) f32 average
        precision, and the share of the class among all points, which picking blindly would have.
        """
        found = ranking(sight, self.split, self.positive)
        if found is None:
            return ()
        recall = found.hits / found.positives
        precision = np.append(1.0, found.hits[1:] / (found.hits + found.misses)[1:])
        average = float(np.sum(np.diff(recall) * precision[1:]))
        base = found.positives / (found.positives + found.negatives)
        rows = drawn(recall, precision, most=MOST)
        curve = np.stack([recall[rows], precision[rows]], axis=1)
        return (
            ranged(curve, 0.0, 1.0),
            exact(found.limits[np.maximum(rows - 1, 0)]),
            exact(np.array([average, base])),
        )
