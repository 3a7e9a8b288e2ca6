"""What became of weights whose place is gone: kept for a while, so that undoing a deletion brings them back."""

from typing import Final

import numpy as np

from descent.engine.parameters import Parameters
from descent.ops.calls import Array
from descent.training.surgery import labels, overlay

MOST: Final = 1_000_000
"""Numbers that are kept in all; the oldest go first."""


class Attic:
    """Arrays by public name, with the names of their columns."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[Array, tuple[str, ...]]] = {}

    def put(self, old: Parameters, new: Parameters) -> None:
        """Keeps a copy of every parameter of `old` that doesn't wholly fit into `new`."""
        there = new.named()
        for name, view in old.named().items():
            names = labels(old.graph, name)
            fits = name in there and all(a <= b for a, b in zip(view.shape, there[name].shape, strict=True))
            if not fits or (names and not set(names) <= set(labels(new.graph, name))):
                self.kept.pop(name, None)
                self.kept[name] = (np.array(view, order="C"), names)
        while sum(array.size for array, _ in self.kept.values()) > MOST:
            self.kept.pop(next(iter(self.kept)))

    def take(self, new: Parameters) -> set[str]:
        """Puts back whatever has a place in `new`. Returns the names."""
        found = {name for name in new.named() if name in self.kept}
        for name in found:
            array, names = self.kept[name]
            overlay(array, names, new.named()[name], labels(new.graph, name))
        return found
