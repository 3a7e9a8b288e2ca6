"""What travelled through a layer in the last step: activations forward, gradients back."""

from collections.abc import Sequence
from typing import Literal

from descent.probes.base import NodeRef, Probe
from descent.probes.part import Part, exact, signed
from descent.probes.sight import EMPTY, Sight


class Flow(Probe):
    """Of the last step's batch, as the optimizer got it."""

    probe: Literal["flow"] = "flow"
    node: NodeRef

    def look(self, sight: Sight) -> Sequence[Part]:
        """0: (U,) f32 mean activation; 1: (U,) f32 gradient, empty where none went; 2: (U, inputs) i8, of weights."""
        last = sight.trainer.last_step(self.node) if self.node in sight.trainer.graph.by_id else None
        if last is None:
            return ()
        gradient = EMPTY if last.gradient is None else last.gradient.sum(1)
        weights = last.parameters.get("weight", EMPTY[:, None])
        return exact(last.activation.mean(1)), exact(gradient), signed(weights)
