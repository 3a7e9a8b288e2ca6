"""Noise of a given width."""

from typing import Literal

from pydantic import ConfigDict, Field

from descent.ops.initialisers.base import Doubles, Draw, Initialiser


class Normal(Initialiser):
    """Drawn from a normal distribution about zero."""

    model_config = ConfigDict(title="Normal")
    needs_matrix = False
    kind: Literal["normal"] = "normal"
    deviation: float = Field(default=0.1, ge=0, le=100, title="Deviation", description="The standard deviation.")

    def values(self, draw: Draw) -> Doubles:
        return draw.normal(self.deviation)


class Uniform(Initialiser):
    """Drawn evenly from between −limit and limit."""

    model_config = ConfigDict(title="Uniform")
    needs_matrix = False
    kind: Literal["uniform"] = "uniform"
    limit: float = Field(default=0.5, ge=0, le=100, title="Limit", description="The largest value.")

    def values(self, draw: Draw) -> Doubles:
        return draw.uniform(self.limit)
