"""Where the arrays of a plan lie in memory: first all sizes, then one allocation, then views."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from math import prod

import numpy as np

from descent.ops.calls import Array
from descent.ops.layers.base import Shape

LINE = 64
"""Bytes of a cache line: every array begins on one."""


@dataclass
class Layout:
    """Shapes by key. `bytes` is known before `carve` allocates."""

    itemsize: int
    places: dict[Hashable, tuple[int, Shape]] = field(default_factory=dict[Hashable, tuple[int, Shape]])
    bytes: int = 0

    def reserve(self, key: Hashable, shape: Shape) -> None:
        self.places[key] = (self.bytes, shape)
        self.bytes += -(-prod(shape) * self.itemsize // LINE) * LINE

    def carve(self, dtype: np.dtype[np.floating]) -> dict[Hashable, Array]:
        """All arrays, zero, in one allocation."""
        memory = np.zeros(self.bytes + LINE, np.uint8)
        start = -memory.ctypes.data % LINE
        return {
            key: memory[start + offset : start + offset + prod(shape) * self.itemsize].view(dtype).reshape(shape)
            for key, (offset, shape) in self.places.items()
        }
