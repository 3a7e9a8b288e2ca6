"""Rotary positions (Su et al. 2021, “RoFormer”): pairs of numbers turn with the step they stand at.

The product of a query and a key that are turned so depends on how far apart they stand, and not on where.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import Final

import numpy as np

from descent.ops.calls import Array, Calls

BASE: Final = 10_000.0
"""The slowest pair turns about so many times as slowly as the first, which turns by one radian a step."""


def angles(pairs: float, steps: int) -> Array:
    """(⌈pairs⌉, steps): by how much each pair turns, t · 10000^(−i / pairs). Half a pair has one number."""
    return BASE ** -(np.arange(ceil(pairs))[:, None] / pairs) * np.arange(steps)


@dataclass(frozen=True)
class Rotation:
    """Turns arrays (H, D, B, T): the numbers 2i and 2i + 1 of each head by the angle of pair i."""

    heads: int
    size: int
    steps: int

    @property
    def buffers(self) -> dict[str, tuple[int, ...]]:
        """Shapes without the batch. Sines and cosines are there for every point, so that nothing is spread."""
        table = (self.size // 2, self.steps)
        return {
            f"cos {self.steps}": table,
            f"sin {self.steps}": table,
            f"turned {self.steps}": (2, self.heads, *table),
        }

    def prepare(self, at: Mapping[str, Array]) -> None:
        """Fills the tables, which stay as they are."""
        by = angles(self.size // 2, self.steps)[:, None]
        for name, function in (("cos", np.cos), ("sin", np.sin)):
            self._table(at, name)[...] = function(by)

    def turn(self, at: Mapping[str, Array], x: Array) -> Calls:
        """In place: (a, b) becomes (a cos − b sin, a sin + b cos)."""
        return self._turn(at, x, np.subtract, np.add)

    def turn_back(self, at: Mapping[str, Array], x: Array) -> Calls:
        """In place: undoes `turn`, and is its gradient."""
        return self._turn(at, x, np.add, np.subtract)

    def _table(self, at: Mapping[str, Array], name: str) -> Array:
        return at[f"{name} {self.steps}"].reshape(self.size // 2, -1, self.steps)

    def _turn(self, at: Mapping[str, Array], x: Array, lessen: np.ufunc, raise_: np.ufunc) -> Calls:
        first, second = x[:, 0::2], x[:, 1::2]
        by_first, by_second = at[f"turned {self.steps}"].reshape(2, *first.shape)
        cos, sin = self._table(at, "cos"), self._table(at, "sin")
        return [
            partial(np.multiply, first, sin, by_first),
            partial(np.multiply, second, sin, by_second),
            partial(np.multiply, first, cos, first),
            partial(np.multiply, second, cos, second),
            partial(lessen, first, by_second, first),
            partial(raise_, second, by_first, second),
        ]
