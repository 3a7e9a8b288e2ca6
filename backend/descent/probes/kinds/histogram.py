"""How the values of every unit of a layer are spread over the training points."""

from typing import Literal

from pydantic import Field

from descent.probes.base import NodeRef, Probe


class Histogram(Probe):
    """`bins` equal bins between the least and the greatest value of each unit."""

    probe: Literal["histogram"] = "histogram"
    node: NodeRef
    bins: int = Field(ge=2, le=128)
