"""The points on which the network does worst."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from pydantic import Field

from descent.data.load import SplitName
from descent.probes.base import Probe
from descent.probes.part import Part, counts, exact, shares
from descent.probes.sight import Sight


class Worst(Probe):
    """Up to `count` points of a split with the greatest losses, the worst first."""

    probe: Literal["worst"] = "worst"
    split: SplitName
    count: int = Field(default=12, ge=1, le=100)

    def look(self, sight: Sight) -> Sequence[Part]:
        """0: (M,) i32 index in the split; 1: (M,) f32 loss; 2: (M, 2) f32 true and predicted, class or number in its
        unit; 3: (M, inputs) raw input, f32, for images u8. Nothing where a point wants several answers.
        """
        split, data = sight.split(self.split), sight.trainer.data
        if data.spec.steps > 1:
            return ()
        losses = np.nan_to_num(sight.trainer.losses(self.split), nan=np.inf)
        rows = np.argsort(-losses, kind="stable")[: self.count]
        truth = split.y if data.spec.task == "classification" else data.decode(split.y)
        pairs = np.stack([truth[rows], sight.decisions(self.split)[rows]], axis=1)
        raw = split.raw[rows]
        picture = data.spec.modality == "image"
        return counts(rows), exact(losses[rows]), exact(pairs), shares(raw) if picture else exact(raw)
