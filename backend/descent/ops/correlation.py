"""The correlation of images with kernels, and its two gradients, as batched matrix products.

With the batch last, a row of an image is one stretch of memory. For each of a kernel's columns the image is copied
once, shifted; then all that lies under the kernel at one row of the answer is a matrix that exists already: its rows
begin one behind another at equal distances, and the matrices of neighbouring rows of the answer overlap. So an image is
copied k times where im2col (Chellapilla et al. 2006) copies it k² times, and one call of `matmul` makes all rows.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import numpy as np
from numpy.lib.stride_tricks import as_strided

from descent.ops.calls import Array, Calls
from descent.ops.windows import Window

BAND: Final = 4
"""Rows of an image whose gradient is gathered at once, so that what it is gathered from stays in the cache."""

Shape = tuple[int, ...]


@dataclass(frozen=True)
class Stack:
    """Rows in memory (groups, rows, R, columns, batch), so laid that `steps` matrices of `taps` rows can be read there.

    Matrix number n begins at row n · `stride` where taps are neighbours; where they are not, each has rows of its own.
    """

    steps: int
    taps: int
    stride: int
    overlaps: bool

    @property
    def rows(self) -> int:
        return (self.steps - 1) * self.stride + self.taps if self.overlaps else self.steps * self.taps

    def matrices(self, memory: Array) -> Array:
        """A view (groups, steps, taps · R, columns · batch)."""
        groups, _, each, columns, batch = memory.shape
        of_group, of_row, of_each = memory.strides[:3]
        step = self.stride if self.overlaps else self.taps
        shape = (groups, self.steps, self.taps * each, columns * batch)
        return as_strided(memory, shape, (of_group, step * of_row, of_each, memory.itemsize))

    def of_tap(self, memory: Array, tap: int) -> Array:
        """Where no rows are shared: those of one tap (groups, steps, R, columns, batch)."""
        return memory[:, tap :: self.taps]


@dataclass(frozen=True)
class Correlation:
    """From images (channels, height, width, batch) to (units, rows.steps, columns.steps, batch).

    Kernels are (units, row taps, column taps · channels of a group), with one more column for `ones`: its first row
    is a bias, the others are zero.
    """

    channels: int
    units: int
    groups: int
    rows: Window
    columns: Window
    ones: bool = False

    @property
    def _each(self) -> int:
        """Numbers of one row of a kernel without its bias: column taps × channels of a group."""
        return self.columns.taps * self.channels // self.groups

    @property
    def kernel(self) -> Shape:
        return (self.units, self.rows.taps, self._each + self.ones)

    @property
    def _seen(self) -> Stack:
        rows = self.rows
        return Stack(rows.steps, rows.taps, rows.stride, overlaps=rows.dilation == 1)

    @property
    def _answering(self) -> Stack:
        """For each row of the image the rows of the answer that saw it."""
        return Stack(self.rows.length, self.rows.taps, 1, overlaps=self.rows.dilation == 1)

    # ---- sizes, without the batch ----

    @property
    def seen(self) -> Shape:
        """What lies under the kernel, for `see`."""
        return (self.groups, self._seen.rows, self._each + self.ones, self.columns.steps)

    @property
    def spread(self) -> Shape:
        """Answers between zeros, for `back`."""
        return (self.groups, self._answering.rows, self.units // self.groups, self.columns.steps)

    @property
    def band(self) -> Shape:
        """What reaches a few rows of the image, for `back`."""
        return (self.groups, min(BAND, self.rows.length), self._each, self.columns.steps)

    @property
    def turned(self) -> Shape:
        """The kernels turned, for `back`; has no batch."""
        return (self.groups, self._each, self.rows.taps * (self.units // self.groups))

    @property
    def shares(self) -> Shape:
        """The gradient by the kernels that each row of the answer gives, for `gradient`; has no batch."""
        return (self.groups, self.rows.steps, self.units // self.groups, self.rows.taps * (self._each + self.ones))

    # ---- calls ----

    def ready(self, seen: Array) -> Array:
        """Writes the row of ones, once."""
        if self.ones:
            seen[:, :, -1] = 1
        return seen

    def see(self, x: Array, seen: Array) -> Calls:
        """Lays x under the kernel. Padding is never written and stays zero."""
        image, each = self._grouped(x), self.channels // self.groups
        calls: Calls = []
        previous: Array | None = None
        chained = x.strides[-1] != x.itemsize and self.columns.stride == 1
        for tap in range(self.columns.taps):
            there = seen[:, :, tap * each : (tap + 1) * each]
            steps, places = self.columns.span(tap)
            if chained and previous is not None:
                # Points one behind another are slow to read: what the tap before has read is read from there.
                cut = max(0, self.columns.steps - self.columns.dilation)
                calls.append(partial(np.copyto, there[:, :, :, :cut], previous[:, :, :, -cut or self.columns.steps :]))
                late = max(cut, steps.start)
                places = slice(places.start + late - steps.start, places.stop)
                steps = slice(late, max(late, steps.stop))
            previous = there
            if steps.stop > steps.start:
                calls += self._rows(image[:, :, :, places], there[:, :, :, steps])
        return calls

    def _rows(self, image: Array, there: Array) -> Calls:
        """Copies an image (groups, channels, height, columns, batch) to its rows in `seen`."""
        rows, by_rows = self.rows, image.swapaxes(1, 2)
        if not self._seen.overlaps:
            spans = [(rows.span(tap), self._seen.of_tap(there, tap)) for tap in range(rows.taps)]
            return [partial(np.copyto, to[:, steps], by_rows[:, places]) for (steps, places), to in spans]
        stop = max(0, min(self._seen.rows - rows.before, rows.length))
        return [partial(np.copyto, there[:, rows.before : rows.before + stop], by_rows[:, :stop])]

    def answer(self, kernel: Array, seen: Array, y: Array) -> Calls:
        """Sets y = K ∗ x, from what `see` has laid there."""
        weights = kernel.reshape(self.groups, 1, self.units // self.groups, -1)
        return [partial(np.matmul, weights, self._seen.matrices(seen), self._lines(y))]

    def gradient(self, dy: Array, seen: Array, shares: Array, into: Array) -> Calls:
        """Sets the gradient by the kernels, and so by the bias, too."""
        matrices = self._seen.matrices(seen).swapaxes(-1, -2)
        add_up: Any = np.add.reduce
        calls: Calls = [
            partial(np.matmul, self._lines(dy), matrices, shares),
            partial(add_up, shares, 1, None, into.reshape(self.groups, self.units // self.groups, -1)),
        ]
        return [*calls, partial(into[:, 1:, -1].fill, 0)] if self.ones and self.rows.taps > 1 else calls

    def back(self, kernel: Array, dy: Array, spread: Array, band: Array, turned: Array, dx: Array) -> Calls:
        """Sets the gradient by x: for each of its rows one product with the answers that saw it, added up by column."""
        units, taps = self.units // self.groups, self.rows.taps
        image, each = self._grouped(dx), self.channels // self.groups
        by_group = kernel.reshape(self.groups, units, taps, -1)[..., : self._each]
        reversed_rows = by_group[:, :, ::-1].transpose(0, 3, 2, 1)
        calls: Calls = [partial(np.copyto, turned.reshape(self.groups, self._each, taps, units), reversed_rows)]
        calls += [*self._spread(dy, spread), partial(dx.fill, 0)]
        matrices, batch = self._answering.matrices(spread), dx.shape[-1]
        for start in range(0, self.rows.length, BAND):
            stop = min(start + BAND, self.rows.length)
            piece = band[:, : stop - start]
            lines = piece.reshape(*piece.shape[:3], self.columns.steps * batch, copy=False)
            calls.append(partial(np.matmul, turned[:, None], matrices[:, start:stop], lines))
            for tap in range(self.columns.taps):
                steps, places = self.columns.span(tap)
                to = image[:, :, start:stop, places]
                share = piece[:, :, tap * each : (tap + 1) * each, steps].swapaxes(1, 2)
                if steps.stop > steps.start:
                    calls.append(partial(np.add, to, share, to))
        return calls

    def _spread(self, dy: Array, spread: Array) -> Calls:
        """Copies the answers' gradients to where `_answering` reads them."""
        rows, stack = self.rows, self._answering
        answers = self._grouped(dy).swapaxes(1, 2)
        if not stack.overlaps:
            spans = [(rows.span(tap), stack.of_tap(spread, rows.taps - 1 - tap)) for tap in range(rows.taps)]
            return [partial(np.copyto, to[:, places], answers[:, steps]) for (steps, places), to in spans]
        offset = rows.taps - 1 - rows.before
        first = max(0, -(offset // rows.stride))
        last = min(rows.steps - 1, (stack.rows - 1 - offset) // rows.stride)
        if last < first:
            return []
        start = first * rows.stride + offset
        there = spread[:, start : start + (last - first) * rows.stride + 1 : rows.stride]
        return [partial(np.copyto, there, answers[:, first : last + 1])]

    def _grouped(self, image: Array) -> Array:
        """(groups, channels of a group, height, width, batch): a view."""
        return image.reshape(self.groups, -1, *image.shape[1:], copy=False)

    def _lines(self, y: Array) -> Array:
        """Answers as (groups, rows, units of a group, columns · batch): a view."""
        lines = y.reshape(self.groups, self.units // self.groups, self.rows.steps, -1, copy=False)
        return lines.swapaxes(1, 2)
