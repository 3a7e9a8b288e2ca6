"""What the layers say about one point of the data."""

from typing import Literal

from pydantic import Field

from descent.probes.base import NodeRef, Probe, SplitName


class Example(Probe):
    """Point `index` of a split, in the order of the `data` event."""

    probe: Literal["example"] = "example"
    split: SplitName
    index: int = Field(ge=0)
    nodes: list[NodeRef] = Field(max_length=200)
