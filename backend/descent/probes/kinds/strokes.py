"""One step of learning from one point of the data, as it goes through a node: forward, backward, update."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal

import numpy as np
from pydantic import Field

from descent.data.load import SplitName
from descent.probes.base import NodeRef, Probe
from descent.probes.part import Part, exact
from descent.probes.sight import EMPTY, Sight, Values

MOST_NUMBERS: Final = 65_536
"""Weights of a layer up to which all of them are sent; of a larger one those of one unit."""


class Strokes(Probe):
    """Of point `index` of a split alone; `unit` is whose weights are sent where there are too many for all."""

    probe: Literal["strokes"] = "strokes"
    split: SplitName
    index: int = Field(ge=0)
    node: NodeRef
    unit: int = Field(default=0, ge=0)

    def look(self, sight: Sight) -> Sequence[Part]:
        """Parts 0 to 4 (U,): sums, slopes, values, gradient by the values, by the sums. 5: (1,) first unit of the rest.

        6 to 9 weights (R, inputs) and 10 to 13 biases (R,): before, gradient, gradient taken, after. All f32.
        """
        strokes = sight.strokes(self.split, self.index)
        if strokes is None or (seen := strokes.nodes.get(self.node)) is None:
            return ()
        weight = seen.before.get("weight", EMPTY)
        first = self.unit if weight.size > MOST_NUMBERS else 0
        rows = slice(first, first + 1 if weight.size > MOST_NUMBERS else None)
        stages: tuple[Mapping[str, Values], ...] = (seen.before, seen.raw, seen.taken, seen.after)
        return [
            *map(exact, (seen.sums, seen.slopes, seen.values, seen.arriving, seen.gradients, np.array([first]))),
            *(exact(stage.get(name, EMPTY)[rows]) for name in ("weight", "bias") for stage in stages),
        ]
