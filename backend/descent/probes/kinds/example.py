"""What the layers say about one point of the data."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from descent.data.load import SplitName
from descent.probes.base import NodeRef, Probe
from descent.probes.part import Part, exact
from descent.probes.sight import Sight, said


class Example(Probe):
    """Point `index` of a split, in the order of the `data` event."""

    probe: Literal["example"] = "example"
    split: SplitName
    index: int = Field(ge=0)
    nodes: list[NodeRef] = Field(max_length=200)

    def look(self, sight: Sight) -> Sequence[Part]:
        """0: (inputs,) f32 raw; 1: (steps,) f32 true class (−1: none) or number; 2 + i: (U,) f32, what
        nodes[i] says.
        """
        split = sight.split(self.split)
        if self.index >= len(split):
            return ()
        row = slice(self.index, self.index + 1)
        data = sight.trainer.data
        true = split.y[row] if data.spec.task == "classification" else data.decode(split.y[row])
        return exact(split.raw[self.index]), exact(true.reshape(-1)), *said(sight.at(split.raw[row]), self.nodes)
