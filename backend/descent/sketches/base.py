"""What a sketch is of, and the registry of those who draw.

A subject is named as in the catalogue: `training.learning_rate`, `optimizer.adam.beta1`, `layer.dense.units`. Whoever
draws registers for a name, for a field of all kinds (`optimizer.any.epsilon`), for a kind or for a whole family; the
most exact one is asked. Everything is a pure function of a document: nothing is trained, nothing is kept.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from descent.data.load import LoadedData
from descent.document import Document
from descent.engine.build import graph_of
from descent.engine.graph import Graph, GraphNode
from descent.settings import Family
from descent.sketches.data import load
from descent.wire.sketch import Sketch

Numbers = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Subject:
    """`key` names the control, `node` its card, `value` what it stands at where no document holds that."""

    key: str
    document: Document
    node: str | None = None
    value: float | None = None

    @cached_property
    def graph(self) -> Graph:
        """The document's drawing, checked."""
        return graph_of(self.document)

    @cached_property
    def data(self) -> LoadedData:
        """The document's points."""
        return load(self.document.data)

    @property
    def placed(self) -> GraphNode | None:
        """The card in the drawing, once the drawing is right as far as there."""
        return self.graph.by_id.get(self.node or "")

    def kind(self, family: type[Family], present: Family) -> Any:
        """The kind that `key` names with its default settings, or the present one when it is that or names none."""
        named = family.kinds.get([*self.key.split("."), ""][1])
        return present if named is None or type(present) is named else named()


Draw = Callable[[Subject], Sketch | None]
_DRAWS: dict[str, Draw] = {}


def draws(*keys: str) -> Callable[[Draw], Draw]:
    """Registers a function for these names."""

    def register(draw: Draw) -> Draw:
        for key in keys:
            if _DRAWS.setdefault(key, draw) is not draw:
                raise TypeError(f"two functions draw {key!r}")
        return draw

    return register


def names(key: str) -> Iterator[str]:
    """What a key may be registered as, from the most exact: itself, field of any kind, kind, family."""
    family, *rest = key.split(".")
    yield key
    if len(rest) > 1:
        yield f"{family}.any.{rest[-1]}"
        yield f"{family}.{rest[0]}"
    yield family


def sketch_of(subject: Subject) -> Sketch | None:
    """The picture of a subject, None when there is none for it."""
    for name in names(subject.key):
        if draw := _DRAWS.get(name):
            return draw(subject)
    return None


def plain(values: Any, digits: int = 4) -> list[float]:
    """Numbers as they are sent: finite, with so many significant digits."""
    array = np.nan_to_num(np.asarray(values, np.float64), nan=0.0, posinf=1e9, neginf=-1e9).ravel()
    return [float(f"{value:.{digits}g}") for value in array]
