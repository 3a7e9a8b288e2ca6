"""What the rules go by: facts about the settings, the data, the layers and the course of the training. Plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from descent.coach.records import Records
from descent.document import Document
from descent.document.training import Training
from descent.problems import Problem

Values = NDArray[np.float64]

SETTLED: Final = 5
"""Epochs over which scores are averaged."""


@dataclass(frozen=True)
class Layer:
    """A layer on a sample of the training points.

    kind: of the layer; activation: its kind, empty for none. zero, saturated: for each unit (units,), the share of the
    points at which it says exactly 0, or at which its activation is all but flat. weight, gradient: root mean squares
    of its weights and of the gradient of the mean loss by them, 0 without weights. Of a silent unit neither `zero` nor
    `saturated` says anything: they are 0. silent: whether all of its units are.
    """

    node: str
    name: str
    kind: str
    activation: str
    inputs: int
    units: int
    zero: Values
    saturated: Values
    weight: float
    gradient: float
    parameters: int
    silent: bool = False


@dataclass(frozen=True)
class Inputs:
    """The training points as the network gets them.

    columns: their names; mean, spread: of each column (columns,); cards: the input cards, with the columns that each
    takes; classes: their names, none for numbers; counts: points of each (classes,).
    """

    points: int
    columns: tuple[str, ...]
    mean: Values
    spread: Values
    cards: Mapping[str, tuple[int, ...]]
    classes: tuple[str, ...]
    counts: NDArray[np.int64]


@dataclass(frozen=True)
class Case:
    """`records` are those since anything that matters was changed. `layers` go from input to output, head included."""

    document: Document
    records: Records
    inputs: Inputs
    layers: tuple[Layer, ...]
    diverged: Problem | None = None
    rewind_step: int = 0

    @property
    def training(self) -> Training:
        return self.document.training

    @property
    def epochs(self) -> int:
        """Epochs since anything that matters was changed."""
        epoch = self.records.epoch
        return int(epoch[-1] - epoch[0]) if len(epoch) else 0

    @cached_property
    def hidden(self) -> tuple[Layer, ...]:
        """Layers with weights, the head left out."""
        return tuple(layer for layer in self.layers[:-1] if layer.parameters)

    @cached_property
    def weighted(self) -> tuple[Layer, ...]:
        """Layers with weights, the head last."""
        return tuple(layer for layer in self.layers if layer.parameters)

    @cached_property
    def cut(self) -> bool:
        """Whether a person has silenced a whole layer: that little is learned behind it has no other cause."""
        return any(layer.silent for layer in self.layers[:-1])

    @property
    def parameters(self) -> int:
        """Parameters of the whole network."""
        return sum(layer.parameters for layer in self.layers)

    @cached_property
    def skill(self) -> float:
        """How much better than a guess that does not look at the input: 0 is as good as that, 1 is perfect.

        R², or the accuracy on the training points on a scale that begins at the share of the largest class.
        """
        if not len(self.records):
            return 0.0
        score = float(self.records.train_score[-SETTLED:].mean())
        if not self.inputs.classes:
            return score
        chance = float(self.inputs.counts.max() / self.inputs.points)
        return (score - chance) / (1 - chance) if chance < 1 else 1.0
