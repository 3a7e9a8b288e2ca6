"""The weights of a layer, rounded for the eye."""

from collections.abc import Sequence
from typing import Literal

from descent.probes.base import NodeRef, Probe
from descent.probes.part import Part, signed
from descent.probes.sight import Sight


class Weights(Probe):
    """All weights and biases of a node."""

    probe: Literal["weights"] = "weights"
    node: NodeRef

    def look(self, sight: Sight) -> Sequence[Part]:
        """0: (U, inputs) i8; 1: (U,) i8, the biases, where there are some."""
        found = sight.weights(self.node)
        return [signed(found[name]) for name in ("weight", "bias") if name in found]
