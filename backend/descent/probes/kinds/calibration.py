"""Whether the network is right as often as it says (Guo et al., "On calibration of modern neural networks", 2017)."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from pydantic import Field

from descent.data.load import SplitName
from descent.probes.base import Probe
from descent.probes.part import Part, counts, exact
from descent.probes.sight import Sight, Values


class Calibration(Probe):
    """Points in `bins` equal bins of the share that the network gives: to class `positive`, or to its own answer.

    The expected calibration error is the mean distance between what was said and what is true, each bin weighted by
    its points.
    """

    probe: Literal["calibration"] = "calibration"
    split: SplitName
    positive: int | None = Field(default=None, ge=0)
    bins: int = Field(default=10, ge=2, le=50)

    def look(self, sight: Sight) -> Sequence[Part]:
        """0: (bins, 2) f32 mean share said, and share that is true (both 0 where there are no points); 1: (bins,) i32
        points; 2: (1,) f32 expected calibration error.
        """
        classes = len(sight.trainer.data.spec.classes)
        if not classes or (self.positive is not None and self.positive >= classes):
            return ()
        shares = np.nan_to_num(sight.trainer.decode(sight.answers(self.split)).astype(np.float64))
        truth = sight.truth(self.split)
        if self.positive is None:
            said, true = shares.max(axis=1), truth == sight.decisions(self.split)
        else:
            said, true = shares[:, self.positive], truth == self.positive
        means, points = reliability(said, true, self.bins)
        error = np.abs(means[:, 0] - means[:, 1]) @ points / max(len(said), 1)
        return exact(means), counts(points), exact(np.array([error]))


def reliability(said: Values, true: Values, bins: int) -> tuple[Values, Values]:
    """Means of what is said and of what is true (bins, 2), and counts (bins,). Edges belong to the lower bin."""
    edges = np.linspace(0, 1, bins + 1)[1:-1]
    which = np.searchsorted(edges, said)
    points = np.bincount(which, minlength=bins)
    sums = [np.bincount(which, column.astype(np.float64), bins) for column in (said, true)]
    return np.stack(sums, axis=1) / np.maximum(points, 1)[:, None], points
