"""A window that slides along one axis of an image: which places it sees, and how many steps it takes."""

from dataclasses import dataclass
from typing import Literal

Padding = Literal["same"] | int
"""Zeros on both sides of an axis; "same": as many as it takes to get one answer for every `stride` places."""


@dataclass(frozen=True)
class Window:
    """`taps` places, `dilation` apart, that move by `stride`; `before` and `after` are zeros around the `length`."""

    length: int
    taps: int
    stride: int = 1
    dilation: int = 1
    before: int = 0
    after: int = 0

    @property
    def reach(self) -> int:
        """From its first place to its last, both counted."""
        return (self.taps - 1) * self.dilation + 1

    @property
    def steps(self) -> int:
        """How many answers it gives; none or fewer where it does not fit."""
        return (self.length + self.before + self.after - self.reach) // self.stride + 1

    def span(self, tap: int) -> tuple[slice, slice]:
        """The steps at which a tap sees a place that exists, and those places."""
        offset = tap * self.dilation - self.before
        first = max(0, -(offset // self.stride))
        last = min(self.steps - 1, (self.length - 1 - offset) // self.stride)
        if last < first:
            return slice(0, 0), slice(0, 0)
        start = first * self.stride + offset
        return slice(first, last + 1), slice(start, start + (last - first) * self.stride + 1, self.stride)

    @property
    def tiles(self) -> bool:
        """Whether every place is seen exactly once."""
        return self.dilation == 1 and self.taps == self.stride and self.steps * self.taps == self.length


def sliding(length: int, taps: int, stride: int, dilation: int, padding: Padding) -> Window:
    """A window with as much padding on both sides; of an odd number the larger part is behind, as in PyTorch."""
    if padding != "same":
        return Window(length, taps, stride, dilation, padding, padding)
    reach = (taps - 1) * dilation + 1
    total = max(0, (-(-length // stride) - 1) * stride + reach - length)
    return Window(length, taps, stride, dilation, total // 2, total - total // 2)
