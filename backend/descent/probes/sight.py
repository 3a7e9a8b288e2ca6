"""One look at a trainer, shared by all probes of a snapshot: what several ask for is observed once."""

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from descent.data.datasets.base import EXTENT
from descent.data.load import Split, SplitName
from descent.probes.part import Part, exact

if TYPE_CHECKING:
    from descent.training.strokes import Strokes
    from descent.training.trainer import Trainer

Values = NDArray[Any]

EMPTY: Final[Values] = np.empty(0, np.float32)
SAMPLE: Final = 512
"""Training points that histograms are made of, at most."""


@lru_cache(maxsize=8)
def grid_points(resolution: int) -> Values:
    """The middles of the cells of the plane, row after row from the top: (resolution², 2) float32."""
    middles = (np.arange(resolution, dtype=np.float32) + 0.5) * (2 * EXTENT / resolution) - EXTENT
    x1, x2 = np.meshgrid(middles, middles[::-1])
    return np.stack([x1.ravel(), x2.ravel()], axis=1).astype(np.float32)


def evenly(points: int, most: int) -> NDArray[np.int64]:
    """Indices of up to `most` of so many points, evenly taken."""
    return np.linspace(0, points - 1, min(points, most)).astype(np.int64)


class Sight:
    """Reads the trainer, never changes it."""

    def __init__(self, trainer: "Trainer") -> None:
        self.trainer = trainer
        self._seen: dict[int, tuple[object, Mapping[str, Values]]] = {}
        self._answers: dict[SplitName, Values] = {}
        self._strokes: dict[tuple[SplitName, int], Strokes | None] = {}

    def split(self, name: SplitName) -> Split:
        """The points of a split."""
        return self.trainer.data.train if name == "train" else self.trainer.data.validation

    def grid(self, resolution: int) -> Mapping[str, Values]:
        """What every node says in each cell of the plane: (units, resolution²)."""
        return self._observe(("grid", resolution), grid_points(resolution))

    def sample(self) -> Mapping[str, Values]:
        """What every node says about up to 512 training points: (units, points)."""
        return self._observe("sample", self._sample)

    def at(self, raw: Values) -> Mapping[str, Values]:
        """What every node says about one raw input (1, inputs): (units, 1)."""
        return self._observe(raw.tobytes(), raw)

    def weights(self, node: str) -> Mapping[str, Values]:
        """Views of a node's parameters: weight (units, inputs), bias (units,); empty where the node is gone."""
        return self.trainer.weights(node) if node in self.trainer.graph.by_id else {}

    def answers(self, name: SplitName) -> Values:
        """What the output says about every point of a split: (outputs, N)."""
        if name not in self._answers:
            self._answers[name] = self.trainer.answers(name)
        return self._answers[name]

    def truth(self, name: SplitName) -> Values:
        """The class index, or the number that the network learns, of every answer (N,)."""
        return self.trainer.truth(name)

    def decisions(self, name: SplitName) -> Values:
        """The class index, or the number in the unit of the data, that the network gives to each point of a split."""
        return self.trainer.decide(self.answers(name))

    def strokes(self, name: SplitName, index: int) -> "Strokes | None":
        """What a step with one point alone would do; None where there is no such point."""
        if (name, index) not in self._strokes:
            self._strokes[name, index] = self.trainer.strokes(name, index)
        return self._strokes[name, index]

    @cached_property
    def _sample(self) -> Values:
        raw = self.trainer.data.train.raw
        return raw[evenly(len(raw), SAMPLE)]

    def _observe(self, question: object, raw: Values) -> Mapping[str, Values]:
        """An observation is valid until as many points are observed again, so one for each number is remembered."""
        if (seen := self._seen.get(len(raw))) is not None and seen[0] == question:
            return seen[1]
        values = self.trainer.observe(raw)
        self._seen[len(raw)] = question, values
        return values


def said(values: Mapping[str, Values], nodes: Sequence[str]) -> list[Part]:
    """A part for each node: what its units say about one point. A node that is gone has an empty one."""
    return [exact(values[node][:, 0] if node in values else EMPTY) for node in nodes]
