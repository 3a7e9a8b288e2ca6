"""What every layer went through: sizes of its weights, gradients and updates over time, and how they were spread."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from time import thread_time
from typing import Final

import numpy as np

from descent.ops.calls import Array
from descent.training.quantity import Quantity
from descent.training.trainer import Trainer

MOST: Final = 256
"""Samples that are kept. When there are more, every second one goes."""
GAP: Final = 0.02
"""Seconds between two samples, at first."""
SHARE: Final = 0.01
"""The share of the training's time that looking may take."""
BINS: Final = 32
NUMBERS: Final = 4_096
"""Numbers that a histogram is made of, at most; evenly taken."""


@dataclass(frozen=True)
class Spread:
    """How numbers are spread: counts (BINS,) of equal bins from `low` to `high`."""

    low: float
    high: float
    counts: Array


@dataclass(frozen=True)
class LayerSample:
    """Of one layer at one step. Norms are Euclidean, over its weights and biases together.

    `update_ratio` is the norm of the step's change divided by the norm before it, 0 where that was 0.
    """

    gradient_norm: float
    weight_norm: float
    update_ratio: float
    spreads: Mapping[Quantity, Spread]


@dataclass(frozen=True)
class Sample:
    """After the update of `step`; `time` is in epochs, with a fraction."""

    step: int
    time: float
    layers: Mapping[str, LayerSample]


class Trail:
    """Looks at a step every now and then, evenly over the whole run. Has no effect on what is trained."""

    def __init__(self) -> None:
        self.samples: list[Sample] = []
        self._gap = GAP
        self._due = 0.0

    def is_due(self, now: float) -> bool:
        """Whether the next step should be looked at. Times are seconds of any monotonic clock."""
        return now >= self._due

    def step(self, trainer: Trainer, now: float) -> None:
        """Has the trainer make one step and notes what it did. Raises Diverged."""
        began = thread_time()
        layers = [node.id for node in trainer.graph.nodes if node.blocks]
        before = {name: _flat(trainer, name) for name in layers}
        looked = thread_time() - began
        trainer.step()
        began = thread_time()
        self._forget_from(trainer.step_count)
        with np.errstate(all="ignore"):
            found = {name: _look(trainer, name, before[name]) for name in layers}
        self.samples.append(Sample(trainer.step_count, trainer.time, found))
        if len(self.samples) > MOST:
            del self.samples[1::2]
            self._gap *= 2
        self._due = now + max(self._gap, (looked + thread_time() - began) / SHARE)

    def curves(self) -> dict[str, Array]:
        """For each layer (T, 4): time, gradient norm, weight norm, update ratio. A layer begins when it came."""
        rows: dict[str, list[tuple[float, ...]]] = {}
        for sample in self.samples:
            for name, at in sample.layers.items():
                row = (sample.time, at.gradient_norm, at.weight_norm, at.update_ratio)
                rows.setdefault(name, []).append(row)
        return {name: np.array(found, np.float32) for name, found in rows.items()}

    def spread(self, node: str, of: Quantity) -> Array:
        """How a layer's numbers were spread (T, 3 + BINS): time, low, high, counts."""
        found = [(sample.time, sample.layers[node].spreads[of]) for sample in self.samples if node in sample.layers]
        rows = [np.concatenate([[time, spread.low, spread.high], spread.counts]) for time, spread in found]
        return np.array(rows, np.float32).reshape(-1, 3 + BINS)

    def _forget_from(self, step: int) -> None:
        """What was abandoned by going back does not belong to this run."""
        while self.samples and self.samples[-1].step >= step:
            self.samples.pop()


def _flat(trainer: Trainer, node: str) -> Array:
    """A copy of a layer's weights and biases, end to end."""
    return np.concatenate([view.ravel() for view in trainer.weights(node).values()])


def _look(trainer: Trainer, node: str, before: Array) -> LayerSample:
    last = trainer.last_step(node)
    assert last is not None
    weights = _flat(trainer, node)
    gradient = np.concatenate([view.ravel() for view in last.parameters.values()])
    size = _norm(before)
    spreads: dict[Quantity, Spread] = {
        "weights": spread(weights),
        "activations": spread(last.activation.ravel()),
        "gradients": spread(gradient),
    }
    return LayerSample(_norm(gradient), _norm(weights), _norm(weights - before) / size if size else 0.0, spreads)


def _norm(values: Array) -> float:
    return sqrt(values.dot(values))


def spread(values: Array) -> Spread:
    """How up to 4,096 of these numbers are spread; what is not finite counts nowhere."""
    taken = values[:: -(-len(values) // NUMBERS)]
    finite = taken[np.isfinite(taken)].astype(np.float64)  # neighbours in float32 have no room for bins
    low, high = (float(finite.min()), float(finite.max())) if len(finite) else (0.0, 0.0)
    # A range without width is one bin in the middle of what is drawn.
    counts, _ = np.histogram(finite, BINS, (low, high) if high > low else (low - 0.5, low + 0.5))
    return Spread(low, high, counts.astype(np.float32))
