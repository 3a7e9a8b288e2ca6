"""What every unit of a layer says about the plane."""

from typing import Literal

from pydantic import Field

from descent.probes.base import NodeRef, Probe


class Maps(Probe):
    """`resolution` × `resolution` cells; a unit's value is taken at the middle of each cell."""

    probe: Literal["maps"] = "maps"
    node: NodeRef
    resolution: int = Field(ge=2, le=200)
