"""How wrong the network is about one point of the data, as a step of learning from it alone sees it."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from pydantic import Field

from descent.data.load import SplitName
from descent.probes.base import Probe
from descent.probes.part import Part, exact
from descent.probes.sight import Sight


class Verdict(Probe):
    """Of point `index` of a split."""

    probe: Literal["verdict"] = "verdict"
    split: SplitName
    index: int = Field(ge=0)

    def look(self, sight: Sight) -> Sequence[Part]:
        """0: (O,) targets; 1: (O,) answers; 2: (O,) gradient of the loss, by the sums where the loss works on those,
        else by the answers; 3: (2,) loss, learning rate. All f32.
        """
        strokes = sight.strokes(self.split, self.index)
        if strokes is None:
            return ()
        numbers = np.array([strokes.loss, strokes.rate])
        return [exact(part) for part in (strokes.targets, strokes.answers, strokes.errors, numbers)]
