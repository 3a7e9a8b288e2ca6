"""Randomness, one stream for each purpose, so that more dropout doesn't reorder the data."""

from collections.abc import Mapping
from typing import Any

import numpy as np

PURPOSES = ("init", "order", "dropout")


class Generators:
    """Streams for initial weights, for the order of the points, and for dropout, from the training seed."""

    def __init__(self, seed: int) -> None:
        children = np.random.SeedSequence(seed).spawn(len(PURPOSES))
        self.init, self.order, self.dropout = (np.random.Generator(np.random.PCG64(child)) for child in children)

    def states(self) -> dict[str, Any]:
        """Where each stream is: plain numbers."""
        return {purpose: getattr(self, purpose).bit_generator.state for purpose in PURPOSES}

    def restore(self, states: Mapping[str, Any]) -> None:
        """Puts each stream back, in place: plans hold on to the generators."""
        for purpose in PURPOSES:
            getattr(self, purpose).bit_generator.state = states[purpose]
