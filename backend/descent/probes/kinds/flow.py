"""What travelled through a layer in the last step: activations forward, gradients back."""

from typing import Literal

from descent.probes.base import NodeRef, Probe


class Flow(Probe):
    """Of the last step's batch, as the optimizer got it."""

    probe: Literal["flow"] = "flow"
    node: NodeRef
