"""One weight, exact."""

from typing import Literal

from pydantic import Field

from descent.probes.base import NodeRef, Probe


class Weight(Probe):
    """The weight from `input` to `unit`; without an input, the bias of the unit."""

    probe: Literal["weight"] = "weight"
    node: NodeRef
    unit: int = Field(ge=0)
    input: int | None = Field(ge=0)
