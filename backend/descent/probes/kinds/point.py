"""What the layers say about one input that a person points at."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from pydantic import Field

from descent.probes.base import NodeRef, Probe
from descent.probes.part import Part, exact
from descent.probes.sight import Sight, said


class Point(Probe):
    """`x` is raw: before engineered features and standardising."""

    probe: Literal["point"] = "point"
    x: list[float] = Field(min_length=1, max_length=4_096)
    nodes: list[NodeRef] = Field(max_length=200)

    def look(self, sight: Sight) -> Sequence[Part]:
        """Part i: (U,) f32, what nodes[i] says, empty for a node that is gone; the last part: (K,) f32, the answer in a
        person's terms, as `predict` gives it.
        """
        if len(self.x) != len(sight.trainer.data.spec.inputs):
            return ()
        values = sight.at(np.array([self.x], np.float32))
        answer = sight.trainer.decode(values[sight.trainer.graph.output])
        return *said(values, self.nodes), exact(answer[0])
