"""The weights of a layer that is too large to send whole: a picture of them in which nothing loud is lost."""

from collections.abc import Sequence
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from descent.probes.base import NodeRef, Probe
from descent.probes.part import Part, signed
from descent.probes.sight import Sight, Values

MOST_SIDE: Final = 256
"""Rows and columns that are sent at most, however large the layer."""


class Matrix(Probe):
    """The weights in at most so many rows and columns of equal blocks, and all biases.

    A block says its weight of the greatest magnitude, with its sign.
    """

    probe: Literal["matrix"] = "matrix"
    node: NodeRef
    rows: int = Field(ge=1, le=MOST_SIDE)
    columns: int = Field(ge=1, le=MOST_SIDE)

    def look(self, sight: Sight) -> Sequence[Part]:
        """0: (R, C) i8, R no more than `rows` and the units; 1: (U,) i8, the biases, where there are some."""
        found = sight.weights(self.node)
        if "weight" not in found:
            return ()
        weight = found["weight"]
        pooled = loudest(weight.reshape(len(weight), -1), self.rows, self.columns)
        return [signed(values) for values in (pooled, found.get("bias")) if values is not None]


def loudest(weights: Values, rows: int, columns: int) -> Values:
    """Of weights (U, I) the one of the greatest magnitude in each of up to `rows` × `columns` blocks.

    One row of blocks after the other, so that a large layer is read once and what is worked on stays in the cache.
    """
    units, inputs = weights.shape
    starts, across = _starts(units, rows), _starts(inputs, columns)
    pooled = np.empty((len(starts), len(across)), weights.dtype)
    for row, (start, stop) in enumerate(zip(starts, [*starts[1:], units], strict=True)):
        block = weights[start:stop]
        most = np.maximum.reduceat(block.max(0), across)
        least = np.minimum.reduceat(block.min(0), across)
        pooled[row] = np.where(most >= -least, most, least)
    return pooled


def _starts(length: int, most: int) -> NDArray[np.int64]:
    """Where each of up to `most` blocks of so many numbers begins: block b of n at ⌊b · length / n⌋."""
    blocks = min(length, most)
    return np.arange(blocks) * length // blocks
