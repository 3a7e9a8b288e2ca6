"""What the layers say about one input that a person points at."""

from typing import Literal

from pydantic import Field

from descent.probes.base import NodeRef, Probe


class Point(Probe):
    """`x` is raw: before engineered features and standardising."""

    probe: Literal["point"] = "point"
    x: list[float] = Field(min_length=1, max_length=4_096)
    nodes: list[NodeRef] = Field(max_length=200)
