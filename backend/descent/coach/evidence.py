"""Evidence that several rules share: where on the screen it can be seen."""

from collections.abc import Iterable, Sequence
from typing import Final

from descent.coach.case import Layer, Values
from descent.coach.finding import Curve, Stretch, Units
from descent.coach.records import Records

MOST_NAMES: Final = 3


def last(records: Records, epochs: int, curve: Curve = "train") -> Stretch:
    """The last epochs of a curve."""
    step = records.step[-epochs - 1 :]
    return Stretch(curve=curve, first=int(step[0]), last=int(step[-1]))


def whole(layers: Iterable[Layer]) -> list[Units]:
    """Whole cards."""
    return [Units(node=layer.node, units=[]) for layer in layers]


def above(layer: Layer, shares: Values, least: float) -> Units:
    """The units of a layer whose share is so large."""
    return Units(node=layer.node, units=[unit for unit, share in enumerate(shares.tolist()) if share >= least])


def names(layers: Sequence[Layer]) -> str:
    """The names of layers as a person reads them: Dense 1, Dense 2."""
    shown = ", ".join(layer.name for layer in layers[:MOST_NAMES])
    return f"{shown} …" if len(layers) > MOST_NAMES else shown
