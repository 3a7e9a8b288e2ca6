"""What a person holds in a layer: what training leaves as it is, and what acts as if it were not there."""

from typing import Annotated

from pydantic import Field, Strict

from descent.limits import MAX_HELD, MAX_UNITS
from descent.settings import Settings

Unit = Annotated[int, Field(ge=0, lt=MAX_UNITS)]
Place = Annotated[tuple[Unit, Annotated[int, Field(ge=0)] | None], Strict(strict=False)]
"""A unit and one of its inputs, whose weight is meant; without an input its bias."""


class Held(Settings):
    """`frozen`, `silent`: the whole layer. Frozen numbers keep their value bit for bit; what is silent acts as zero,
    learns nothing and is as it was when it is released. Places that the layer does not have count for nothing.
    """

    frozen: bool = False
    silent: bool = False
    frozen_units: list[Unit] = Field(default=[], max_length=MAX_HELD)
    silent_units: list[Unit] = Field(default=[], max_length=MAX_HELD)
    frozen_weights: list[Place] = Field(default=[], max_length=MAX_HELD)
    silent_weights: list[Place] = Field(default=[], max_length=MAX_HELD)


NOTHING_HELD = Held()
