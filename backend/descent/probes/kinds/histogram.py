"""How the values of every unit of a layer are spread over the training points."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from pydantic import Field

from descent.probes.base import NodeRef, Probe
from descent.probes.part import MAX_CELLS, TINY, Encoding, Part, exact
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
    low, high = values.min(1, initial=np.inf), values.max(1, initial=-np.inf)
    counts_all = bool(np.isfinite(low).all() and np.isfinite(high).all())
    finite = np.True_ if counts_all else np.isfinite(values)
    if not counts_all:
        low, high = values.min(1, initial=np.inf, where=finite), values.max(1, initial=-np.inf, where=finite)
        low, high = np.where(low > high, 0, low), np.where(low > high, 0, high)
        values = np.where(finite, values, low[:, None])
    # A little less than `bins` cells over the range, so that the greatest value falls into the last one.
    scale = np.divide(bins * (1 - 1e-6), high - low, out=np.zeros_like(low), where=high - low > TINY)
    cells = ((values - low[:, None]) * scale[:, None]).astype(np.intp)
    cells += (np.arange(len(values)) * bins)[:, None]
    counted = np.bincount(cells.ravel() if counts_all else cells[finite], minlength=len(values) * bins)
    return counted.reshape(len(values), bins), np.stack([low, high], axis=1)
