"""Pooling over windows, one axis after the other: first along the rows, then down the columns.

For the maximum each comparison leaves a mask of bits behind, by which the gradient finds its way to the one place that
was largest: the first of several, in the order in which a page is read, as in PyTorch.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from descent.ops.calls import Array, Calls
from descent.ops.windows import Window

Index = tuple[slice, ...]


def bits(array: Array) -> NDArray[np.signedinteger[Any]]:
    """The same memory, read as integers of the same size."""
    return array.view(f"i{array.itemsize}")


@dataclass(frozen=True)
class Pool:
    """A window over one axis of arrays: x is what comes in, y what is left of it."""

    window: Window
    axis: int

    def largest(self, x: Array, y: Array) -> Calls:
        """Sets y to the largest under the window."""
        calls: Calls = [] if self._whole else [partial(y.fill, -np.inf)]
        for tap, (steps, places) in self._spans():
            if tap == 0 and self._whole:
                calls.append(partial(np.copyto, y, x[places]))
            else:
                calls.append(partial(np.maximum, y[steps], x[places], out=y[steps]))
        return calls

    def largest_marked(self, x: Array, y: Array, masks: Array, share: Array) -> Calls:
        """The same, and `masks` (taps − 1, *y): of each tap but the first the bits of those places where it is larger.

        Each tap is copied to `share` first: arithmetic on what lies scattered in memory takes twice as long.
        """
        last = np.array(8 * masks.itemsize - 1, f"i{masks.itemsize}")
        calls: Calls = []
        for tap, (steps, places) in self._spans():
            seen = share if tap else y
            calls += [] if self._whole else [partial(seen.fill, -np.inf)]
            calls.append(partial(np.copyto, seen[steps], x[places]))
            if tap:
                larger = masks[tap - 1]
                calls.append(partial(np.subtract, y, share, larger))
                calls.append(partial(np.right_shift, bits(larger), last, bits(larger)))
                calls.append(partial(np.maximum, y, share, out=y))
        return calls

    def largest_back(self, dy: Array, masks: Array, share: Array, dx: Array) -> Calls:
        """Sets dx: the gradient goes to the one that was largest. Uses up dy; `share` is scratch, as large as dy."""
        tiles = self.window.tiles
        calls: Calls = [] if tiles else [partial(dx.fill, 0)]
        for tap, (steps, places) in reversed(self._spans()):
            part = share if tap else dy
            if tap:
                calls.append(partial(np.bitwise_and, bits(dy), bits(masks[tap - 1]), bits(share)))
                calls.append(partial(np.bitwise_xor, bits(dy), bits(share), bits(dy)))
            to = dx[places]
            calls.append(partial(np.copyto, to, part) if tiles else partial(np.add, to, part[steps], to))
        return calls

    def total(self, x: Array, y: Array) -> Calls:
        """Sets y to the sum under the window; padding counts as zero."""
        calls: Calls = [] if self._whole else [partial(y.fill, 0)]
        for tap, (steps, places) in self._spans():
            if tap == 0 and self._whole:
                calls.append(partial(np.copyto, y, x[places]))
            else:
                calls.append(partial(np.add, y[steps], x[places], y[steps]))
        return calls

    def total_back(self, dy: Array, dx: Array) -> Calls:
        """Sets dx: every place under a window gets its gradient."""
        tiles = self.window.tiles
        calls: Calls = [] if tiles else [partial(dx.fill, 0)]
        for _, (steps, places) in self._spans():
            to = dx[places]
            calls.append(partial(np.copyto, to, dy) if tiles else partial(np.add, to, dy[steps], to))
        return calls

    def _spans(self) -> list[tuple[int, tuple[Index, Index]]]:
        """For each tap where in y and where in x it is at work."""
        spans = (self.window.span(tap) for tap in range(self.window.taps))
        return [(tap, (self._along(steps), self._along(places))) for tap, (steps, places) in enumerate(spans)]

    def _along(self, at: slice) -> Index:
        return (*[slice(None)] * self.axis, at)

    @property
    def _whole(self) -> bool:
        return not (self.window.before or self.window.after)
