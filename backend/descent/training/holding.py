"""Holding numbers still while training goes on: what rests, and what is put away for as long as it acts as zero.

Nothing of this takes part in a step but one fill of the gradient where something rests. A parameter whose gradient and
moments are zero, and that no decay reaches, is left as it is by every optimizer, bit for bit.
"""

from collections.abc import Sequence

import numpy as np

from descent.engine.graph import Graph
from descent.engine.held import Mask, resting, silenced
from descent.ops.calls import Array


class Holding:
    """`resting` and `silent` mark places of the parameters' vector; None where there are none.

    A vector of parameters is whole when silent places have their own value, and held when they are zero there and the
    moments of resting places are zero; what they were is kept here meanwhile.
    """

    def __init__(self, graph: Graph) -> None:
        self.resting: Mask | None = resting(graph)
        self.silent: Mask | None = silenced(graph)
        self._values: Array | None = None
        self._moments: list[Array] = []

    def hold(self, vector: Array, moments: Sequence[Array]) -> None:
        """From whole to held, in place."""
        if self.silent is not None:
            self._values = vector[self.silent]
            vector[self.silent] = 0
        if self.resting is not None:
            self._moments = [moment[self.resting] for moment in moments]
            for moment in moments:
                moment[self.resting] = 0

    def release(self, vector: Array, moments: Sequence[Array]) -> None:
        """From held to whole, in place; also of a copy, and any number of times."""
        if self.silent is not None and self._values is not None:
            vector[self.silent] = self._values
        if self.resting is not None:
            for moment, kept in zip(moments, self._moments, strict=False):
                moment[self.resting] = kept

    def put(self, index: int, vector: Array, value: float) -> None:
        """Sets one number; of a silent one, what it will be when it is released."""
        if self.silent is None or not self.silent[index] or self._values is None:
            vector[index] = value
        else:
            self._values[np.count_nonzero(self.silent[:index])] = value

    def get(self, index: int, vector: Array) -> float:
        """One number; of a silent one, what it will be when it is released."""
        if self.silent is None or not self.silent[index] or self._values is None:
            return float(vector[index])
        return float(self._values[np.count_nonzero(self.silent[:index])])
