"""How the values of every unit of a layer are spread over the training points."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from pydantic import Field

from descent.probes.base import NodeRef, Probe
from descent.probes.part import MAX_CELLS, Encoding, Part, exact
from descent.probes.sight import Sight, Values


class Histogram(Probe):
    """`bins` equal bins between the least and the greatest value of each unit."""

    probe: Literal["histogram"] = "histogram"
    node: NodeRef
    bins: int = Field(ge=2, le=128)

    def look(self, sight: Sight) -> Sequence[Part]:
        """0: (U, bins) u8, 255 is the fullest bin of the unit; 1: (U, 2) f32, its least and greatest value."""
        values = sight.sample().get(self.node)
        if values is None or len(values) * self.bins > MAX_CELLS:
            return ()
        counted, ranges = histograms(values, self.bins)
        shares = np.rint(counted * (255 / np.maximum(counted.max(1, keepdims=True), 1)))
        return Part(Encoding.U8, shares.astype(np.uint8), 0.0, 1.0), exact(ranges)


def histograms(values: Values, bins: int) -> tuple[Values, Values]:
    """Counts (U, bins) and ranges (U, 2) of values (U, N). What is not finite is counted nowhere."""
    finite = np.isfinite(values)
    low = np.where(finite, values, np.inf).min(1, initial=np.inf)
    high = np.where(finite, values, -np.inf).max(1, initial=-np.inf)
    low, high = np.where(low > high, 0, low), np.where(low > high, 0, high)
    width = np.where(high > low, high - low, 1)
    places = (np.where(finite, values, 0) - low[:, None]) * (bins / width)[:, None]
    cells = np.minimum(places.astype(np.int64), bins - 1) + np.arange(len(values))[:, None] * bins
    counted = np.bincount(cells[finite], minlength=len(values) * bins).reshape(len(values), bins)
    return counted, np.stack([low, high], axis=1)
