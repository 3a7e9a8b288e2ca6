"""What stands behind a layer some of whose units are silent. Nobody draws it: the plan puts it there."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import numpy as np

from descent.ops.calls import Calls
from descent.ops.layers.base import Layer, Shape
from descent.ops.layers.site import Back, Site, Value


class Gate(Layer):
    """Lets every number through but those of the silent units, which are zero: y = m x, dx = m dy with m in {0, 1}.

    `runs` are stretches of silent rows of a value, first and one behind the last.
    """

    runs: tuple[tuple[int, int], ...]

    @classmethod
    def shut_for(cls, rows: Iterable[int]) -> "Gate":
        """The gate that is shut for these rows."""
        return cls(runs=tuple(_runs(sorted(set(rows)))))

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        return inputs[0]

    def forward(self, at: Site) -> Calls:
        return [partial(np.copyto, at.output.data, at.inputs[0].data), *self._fill(at.output)]

    def backward(self, at: Site, back: Back) -> Calls:  # noqa: ARG002
        if (into := back.into[0]) is None:
            return []
        return [partial(np.copyto, into.value.data, back.gradient.data), *self._fill(into.value), *into.after]

    def _fill(self, value: Value) -> Calls:
        """A fill is exact where a product with zero is not: nothing times infinity is not a number."""
        return [partial(value.rows[start:stop].fill, 0) for start, stop in self.runs]


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for index, row in enumerate(rows):
        if index + 1 == len(rows) or rows[index + 1] != row + 1:
            yield rows[start], row + 1
            start = index + 1
