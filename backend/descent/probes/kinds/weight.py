"""One weight, exact."""

from collections.abc import Sequence
from operator import ge
from typing import Literal

from pydantic import Field

from descent.probes.base import NodeRef, Probe
from descent.probes.part import Part, exact
from descent.probes.sight import Sight


class Weight(Probe):
    """The weight from `input` to `unit`; without an input, the bias of the unit."""

    probe: Literal["weight"] = "weight"
    node: NodeRef
    unit: int = Field(ge=0)
    input: int | None = Field(ge=0)

    def look(self, sight: Sight) -> Sequence[Part]:
        """0: (1,) f32."""
        found = sight.weights(self.node).get("bias" if self.input is None else "weight")
        place = (self.unit,) if self.input is None else (self.unit, self.input)
        if found is None or found.ndim != len(place) or any(map(ge, place, found.shape)):
            return ()
        return (exact(found[place].reshape(1)),)
