"""The weights of a layer, rounded for the eye."""

from typing import Literal

from descent.probes.base import NodeRef, Probe


class Weights(Probe):
    """All weights and biases of a node."""

    probe: Literal["weights"] = "weights"
    node: NodeRef
