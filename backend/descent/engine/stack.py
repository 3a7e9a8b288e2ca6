"""Several runs in one plan: every array gets a leading axis of runs, every call works on all of them at once.

A plan is compiled as for a single run, over the first of them. Its calls are then *lifted*: each array is found again
by where it lies in memory and replaced by the same place in all runs. Layers, optimizers and activations know nothing
of it. What is lifted gives each run the bits that it would have had alone: elementwise calls work number by number,
reductions and matrix products run by run.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, cast

import numpy as np

from descent.engine.layout import Layout
from descent.ops.calls import Array, Call, Calls

MOST_RUNS: Final = 64


class Unstackable(Exception):  # noqa: N818
    """A call that is none of those that can be lifted: a function that does several things itself."""


@dataclass(frozen=True)
class Held:
    """The array of all runs (runs, …), the first of which lies in memory from `start` to before `stop`."""

    start: int
    stop: int
    whole: Array

    def lifted(self, array: Array) -> Array:
        """The same view into every run."""
        return np.ndarray(
            (len(self.whole), *array.shape),
            array.dtype,
            self.whole.reshape(-1).view(np.uint8).data,
            array.ctypes.data - self.start,
            (self.whole.strides[0], *array.strides),
        )


@dataclass
class Stack:
    """`runs` of one plan. `streams` has for a generator of the first run those of all runs."""

    runs: int
    streams: Mapping[int, Sequence[np.random.Generator]] = field(default_factory=dict[int, Any])
    _held: list[Held] = field(default_factory=list[Held])
    _mine: list[Array] = field(default_factory=list[Array])

    def zeros(self, shape: tuple[int, ...], dtype: np.dtype[np.floating]) -> Array:
        """An array for every run (runs, *shape)."""
        whole: Array = np.zeros((self.runs, *shape), dtype)
        return self._hold(whole)

    def carve(self, layout: Layout, dtype: np.dtype[np.floating]) -> dict[Any, Array]:
        """In place of `Layout.carve`: the arrays of the first run."""
        return {key: self.zeros(shape, dtype)[0] for key, (_, shape) in layout.places.items()}

    def spread(self) -> None:
        """Gives all runs what compiling wrote into the first: rows of ones."""
        for held in self._held:
            held.whole[1:] = held.whole[0]

    def of(self, array: Array) -> Array:
        """The array of all runs (runs, …) for one of the first run's. One that was never seen is held from now on."""
        start = array.ctypes.data
        for held in self._held:
            if held.start <= start < held.stop:
                return held.lifted(array)
        owner = _owner(array)
        self._mine.append(owner)  # so that its address stays its own
        whole = np.broadcast_to(owner, (self.runs, *owner.shape)).copy()
        self._hold(whole, owner)
        return self._held[-1].lifted(array)

    def _hold(self, whole: Array, first: Array | None = None) -> Array:
        start = whole.ctypes.data if first is None else first.ctypes.data
        self._held.append(Held(start, start + max(whole.nbytes // self.runs, 1), whole))
        return whole

    def lift(self, calls: Calls) -> Calls:
        """The same calls for all runs. Raises Unstackable."""
        return [lifted for call in calls for lifted in self._lift(call)]

    def _lift(self, call: Call) -> Calls:
        if not isinstance(call, partial):
            raise Unstackable(getattr(call, "__qualname__", str(call)))
        given = cast("partial[Any]", call)
        if isinstance(given.func, np.ufunc) or given.func is np.copyto:
            return [self._elementwise(given)]
        return self._method(given.func, given.args)

    def _elementwise(self, call: "partial[Any]") -> Call:
        """Arrays get axes of one number behind that of the runs where others have more axes.

        A single number (an array without axes) is the same for all runs unless it is held.
        """
        given: list[Any] = [*call.args, *call.keywords.values()]
        axes = max(one.ndim for one in given if isinstance(one, np.ndarray))
        found = [self._alongside(cast("Array", one), axes) if isinstance(one, np.ndarray) else one for one in given]
        count = len(call.args)
        return partial(call.func, *found[:count], **dict(zip(call.keywords, found[count:], strict=True)))

    def _method(self, function: Callable[..., Any], args: tuple[Any, ...]) -> Calls:
        """Of an array (`dot`, `fill`), of a ufunc (`reduce`) or of a generator (`random`)."""
        owner, name = getattr(function, "__self__", None), getattr(function, "__name__", "")
        match owner, name:
            case np.ndarray(), "dot":
                return [_product(self.of(cast("Array", owner)), *map(self.of, args))]
            case np.ndarray(), "fill":
                return [partial(self.of(cast("Array", owner)).fill, *args)]
            case np.ufunc(), "reduce":
                array, axis, dtype, out = args
                return [partial(owner.reduce, self.of(array), axis + 1, dtype, self.of(out))]
            case np.random.Generator(), "random" | "standard_normal" if id(owner) in self.streams:
                size, dtype, out = args
                wholes = zip(self.streams[id(owner)], self.of(out), strict=True)
                return [partial(getattr(stream, name), size, dtype, one) for stream, one in wholes]
            case _:
                raise Unstackable(getattr(function, "__qualname__", name))

    def _alongside(self, array: Array, axes: int) -> Array:
        if not array.ndim and not self._knows(array):
            return array
        whole = self.of(array)
        return whole.reshape(self.runs, *(1,) * (axes - array.ndim), *array.shape, copy=False)

    def _knows(self, array: Array) -> bool:
        return any(held.start <= array.ctypes.data < held.stop for held in self._held)


def _owner(array: Array) -> Array:
    """The array whose memory this one looks at."""
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array


def _product(left: Array, right: Array, out: Array) -> Call:
    """A matrix product run by run. With one number to sum it is a multiplication, which BLAS is slow at."""
    if left.shape[-1] == 1 and left.ndim == right.ndim == out.ndim == 3:
        return partial(np.multiply, left, right, out)
    return partial(np.matmul, left, right, out)
