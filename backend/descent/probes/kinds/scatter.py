"""Predicted against true numbers."""

from collections.abc import Sequence
from typing import Final, Literal

import numpy as np

from descent.data.load import SplitName
from descent.probes.base import Probe
from descent.probes.part import Part, exact
from descent.probes.sight import Sight, evenly

MOST: Final = 1_000


class Scatter(Probe):
    """Up to 1,000 points of a split, evenly taken."""

    probe: Literal["scatter"] = "scatter"
    split: SplitName

    def look(self, sight: Sight) -> Sequence[Part]:
        """0: (N, 2) f32, true and predicted, in the units of the data."""
        data = sight.trainer.data
        if data.spec.task != "regression":
            return ()
        split = sight.split(self.split)
        rows = evenly(len(split), MOST)
        return (exact(np.stack([data.decode(split.y[rows]), sight.decisions(self.split)[rows]], axis=1)),)
