"""Orthogonal initialisation (Saxe et al. 2013)."""

from typing import Literal

from pydantic import ConfigDict, Field

from descent.ops.initialisers.base import Initialiser


class Orthogonal(Initialiser):
    """A random rotation: rows (or columns) of length gain at right angles to each other."""

    model_config = ConfigDict(title="Orthogonal")
    kind: Literal["orthogonal"] = "orthogonal"
    gain: float = Field(default=1.0, gt=0, le=100, title="Gain", description="The length of the rows.")
