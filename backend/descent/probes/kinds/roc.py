"""The receiver operating characteristic (Egan 1975; Fawcett 2006)."""

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


class Roc(Probe):
    """Class `positive` against the rest, over all points of a split, whatever limit decides.

    The area under it is the chance that a point of the class is given a larger value than a point of the rest.
    """

    probe: Literal["roc"] = "roc"
    split: SplitName
    positive: int = Field(ge=0)

    def look(self, sight: Sight) -> Sequence[Part]:
        """0: (P, 2) u16 false and true positive rate, both rising from 0 to 1; 1: (P,) f32, the value of the output
        from which on a point is picked (of the first, that of the second); 2: (1,) f32 area.
        """
        found = ranking(sight, self.split, self.positive)
        if found is None:
            return ()
        rows = drawn(found.misses, found.hits, most=MOST)
        curve = np.stack([found.misses / found.negatives, found.hits / found.positives], axis=1)
        area = float(np.trapezoid(curve[:, 1], curve[:, 0]))
        return ranged(curve[rows], 0.0, 1.0), exact(found.limits[np.maximum(rows - 1, 0)]), exact(np.array([area]))
