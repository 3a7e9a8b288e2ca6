"""Where a layer stands in a plan: the arrays that its calls read and write."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from descent.ops.activations.base import Bend
from descent.ops.calls import Array, Call


@dataclass(frozen=True)
class Value:
    """What flows along a wire, twice: `data` (*shape, batch), and `rows` (size + 1, batch), its numbers one a row.

    The last row is ones, so that a matrix with the bias in its last column needs no addition. Of a gradient, the last
    row means nothing.
    """

    rows: Array
    data: Array


@dataclass(frozen=True)
class Site:
    """What a layer needs to run forwards."""

    inputs: tuple[Value, ...]
    output: Value
    bend: Bend
    blocks: Mapping[str, Array]
    buffers: Mapping[str, Array]
    rng: np.random.Generator


@dataclass(frozen=True)
class Into:
    """Where the gradient by an input goes, and what is to be called after it was written there."""

    value: Value
    after: tuple[Call, ...] = ()


@dataclass(frozen=True)
class Back:
    """What a layer needs besides to run backwards.

    `gradient` is that by the output; `blocks` take those by the parameters; `into` has a place for that by each input,
    None where nobody wants it. `fused` says that `gradient` already is the one by the sums before the activation.
    """

    gradient: Value
    blocks: Mapping[str, Array]
    into: tuple[Into | None, ...]
    fused: bool = False
