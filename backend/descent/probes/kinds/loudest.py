"""What a cell of a pooled picture stands for: the weight that is loudest in a block, exact, and which one it is."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from pydantic import Field

from descent.probes.base import NodeRef, Probe
from descent.probes.part import Part, counts, exact
from descent.probes.sight import Sight


class Loudest(Probe):
    """Among the weights of `units` units from `unit` on, for `inputs` inputs from `input` on."""

    probe: Literal["loudest"] = "loudest"
    node: NodeRef
    unit: int = Field(ge=0)
    units: int = Field(ge=1)
    input: int = Field(ge=0)
    inputs: int = Field(ge=1)

    def look(self, sight: Sight) -> Sequence[Part]:
        """0: (1,) f32, the weight of the greatest magnitude; 1: (2,) i32, its unit and its input."""
        weights = sight.weights(self.node).get("weight")
        if weights is None or weights.ndim != 2:
            return ()
        if self.unit + self.units > len(weights) or self.input + self.inputs > weights.shape[1]:
            return ()
        block = weights[self.unit : self.unit + self.units, self.input : self.input + self.inputs]
        row, column = np.unravel_index(np.abs(block).argmax(), block.shape)
        return exact(block[row, column].reshape(1)), counts(np.array([self.unit + row, self.input + column]))
