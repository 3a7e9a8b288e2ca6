"""What every unit of a layer says about the plane."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from descent.probes.base import NodeRef, Probe
from descent.probes.part import MAX_CELLS, Encoding, Part, exact, symmetric
from descent.probes.sight import Sight


class Maps(Probe):
    """`resolution` × `resolution` cells; a unit's value is taken at the middle of each cell."""

    probe: Literal["maps"] = "maps"
    node: NodeRef
    resolution: int = Field(ge=2, le=200)

    def look(self, sight: Sight) -> Sequence[Part]:
        """0: (U, G, G) u8; 1: (U, 2) f32, what 0 and 255 stand for."""
        if sight.trainer.data.spec.modality != "plane":
            return ()
        values = sight.grid(self.resolution).get(self.node)
        if values is None or len(values) * self.resolution**2 > MAX_CELLS:
            return ()
        numbers, ranges = symmetric(values)
        return Part(Encoding.U8, numbers.reshape(-1, self.resolution, self.resolution)), exact(ranges)
