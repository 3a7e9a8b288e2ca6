"""Dropout (Srivastava et al. 2014), scaled while training so that use needs no change."""

from typing import Literal

from pydantic import ConfigDict, Field

from descent.ops.layers.base import Layer


class Dropout(Layer):
    """While training, silences a random share of the units at each step and strengthens the others to match."""

    model_config = ConfigDict(title="Dropout")
    kind: Literal["dropout"] = "dropout"
    rate: float = Field(default=0.2, ge=0, le=0.95, title="Rate", description="The share of units that is silenced.")
