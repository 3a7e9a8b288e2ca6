"""Which classes are taken for which."""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from descent.data.load import SplitName
from descent.probes.base import Probe
from descent.probes.part import Part, counts
from descent.probes.sight import Sight


class Confusion(Probe):
    """Counts over a split."""

    probe: Literal["confusion"] = "confusion"
    split: SplitName

    def look(self, sight: Sight) -> Sequence[Part]:
        """0: (K, K) i32, row true, column predicted."""
        classes = len(sight.trainer.data.spec.classes)
        if not classes:
            return ()
        cells = sight.truth(self.split) * classes + sight.decisions(self.split)
        return (counts(np.bincount(cells, minlength=classes**2).reshape(classes, classes)),)
