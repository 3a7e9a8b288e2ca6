"""From gradients to parameters: penalty, clipping, optimizer, as calls over whole vectors."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import repeat
from math import sqrt
from typing import Final, TypeVar

import numpy as np

from descent.document.training import ClipNorm, ClipValue, Training
from descent.engine.held import Mask
from descent.engine.parameters import Parameters, weights_mask
from descent.ops.calls import Array, Call, Calls, constant
from descent.ops.optimizers.base import Arena, Optimizer

STRETCH: Final = 65_536
"""Long vectors are worked on in stretches of so many numbers, so that they stay in the cache from call to call."""


Vector = TypeVar("Vector", Array, Mask)


class Update:
    """Reads `gradients`, changes `parameters`. The gradient that is left behind is the one that the optimizer got.

    `moments` and `steps` are the optimizer's memory, and belong to the training's state. `calls` are `shaping` (what is
    done to the gradient), counting the step where the optimizer does, and `descending`, which reads `rates`.
    """

    def __init__(self, parameters: Parameters, gradients: Parameters, training: Training) -> None:
        self.w, self.g, self._graph = parameters.vector, gradients.vector, parameters.graph
        self._scratch = np.zeros_like(self.w)
        self._weights = weights_mask(parameters.graph)
        self._resting: Mask | None = None
        self.optimizer: Optimizer = training.optimizer
        self.moments = self._fresh()
        self.steps = 0
        self.rate = training.learning_rate
        self.compile(training)

    @property
    def kind(self) -> str:
        """Whose moments these are."""
        return type(self.optimizer).__name__

    def _fresh(self) -> tuple[Array, ...]:
        return tuple(np.zeros_like(self.w) for _ in self.optimizer.degrees)

    def beside(self, parameters: Parameters, gradients: Parameters) -> "Update":
        """The same update with the same memory over other vectors: what it does there, this one knows nothing of."""
        other = Update(parameters, gradients, self._training)
        other.rest(self._resting)
        other.remember(self)
        return other

    def remember(self, other: "Update") -> None:
        """Takes on the memory of the same update over other vectors."""
        self.steps = other.steps
        for ours, theirs in zip(self.moments, other.moments, strict=True):
            np.copyto(ours, theirs)

    def forget(self) -> None:
        """What a new optimizer begins with."""
        for moment in self.moments:
            moment.fill(0)
        self.steps = 0

    def compile(self, training: Training) -> bool:
        """Takes on changed settings. Returns whether the optimizer is another one, which begins afresh."""
        old, self.optimizer = self.optimizer, training.optimizer
        if renewed := type(self.optimizer) is not type(old):
            self.moments, self.steps = self._fresh(), 0
        else:
            for moment, before, now in zip(self.moments, old.scales(), self.optimizer.scales(), strict=True):
                if before != now:
                    np.multiply(moment, before / now, out=moment)
        self.rates = tuple(constant(0, self.w) for _ in self.optimizer.rates(1, 1.0))
        self._shrinking = self._weights if self._resting is None else self._weights * ~self._resting
        self._training = training
        counting: Calls = [self._counting()] if self.optimizer.counts_steps else []
        self.shaping = [*self._rest(), *self._penalty(training), *self._clip(training)]
        self.descending = self._descend()
        self.calls = [*self.shaping, *counting, *self.descending]
        self.set_rate(self.rate)
        return renewed

    def rest(self, mask: Mask | None) -> None:
        """Leaves the marked numbers as they are from now on; their moments are zero."""
        if mask is not None or self._resting is not None:
            self._resting = mask
            self.compile(self._training)

    def set_rate(self, rate: float) -> None:
        """The learning rate from the next step on."""
        self.rate = rate
        if not self.optimizer.counts_steps:
            self._write_rates()

    def penalty(self, training: Training) -> float:
        """What L1 and L2 add to the loss: l1 Σ|w| + ½ l2 Σw², over weights and not biases."""
        if not (training.l1 or training.l2):
            return 0.0
        weights = self.w[self._weights > 0].astype(np.float64)
        return training.l1 * float(np.abs(weights).sum()) + 0.5 * training.l2 * float(weights.dot(weights))

    def _write_rates(self) -> None:
        for array, value in zip(self.rates, self.optimizer.rates(self.steps, self.rate), strict=True):
            array[()] = value

    def _count(self) -> None:
        self.steps += 1
        self._write_rates()

    def _counting(self) -> Call:
        """`_count`, in half the time for optimizers with two rates: it is a tenth of a small network's step."""
        if len(self.rates) != 2:
            return self._count
        (first, second), rates = self.rates, self.optimizer.rates

        def count_two() -> None:
            self.steps += 1
            first[()], second[()] = rates(self.steps, self.rate)

        return count_two

    def _rest(self) -> Calls:
        """Sets the gradient of what rests to zero."""
        if self._resting is None:
            return []
        nothing = constant(0, self.g)
        return [
            partial(g.fill, 0) if mask.all() else partial(np.copyto, g, nothing, where=mask)
            for g, mask in zip(_stretches(self.g), _stretches(self._resting), strict=True)
            if mask.any()
        ]

    def _penalty(self, training: Training) -> Calls:
        """Adds the penalty's gradient: l2 w + l1 sign w."""
        calls: Calls = []
        for w, g, scratch, weights in zip(
            *map(_stretches, (self.w, self.g, self._scratch, self._shrinking)), strict=True
        ):
            for share, shape in ((training.l2, np.positive), (training.l1, np.sign)):
                if share:
                    factor = np.multiply(weights, np.float32(share))
                    calls += [
                        partial(shape, w, scratch),
                        partial(np.multiply, scratch, factor, scratch),
                        partial(np.add, g, scratch, g),
                    ]
        return calls

    def _clip(self, training: Training) -> Calls:
        match training.clip:
            case ClipValue(limit=limit):
                low, high = constant(-limit, self.g), constant(limit, self.g)
                return [
                    call
                    for g in _stretches(self.g)
                    for call in (partial(np.minimum, g, high, out=g), partial(np.maximum, g, low, out=g))
                ]
            case ClipNorm(limit=limit):
                return [_shorten(self.g, limit)]
            case _:
                return []

    def _descend(self) -> Calls:
        parts = self._by_parameter if self.optimizer.matrices else _stretches
        vectors = (self.w, self.g, self._scratch, self._shrinking, *self.moments)
        hidden = self._hidden() if self.optimizer.matrices else repeat(False)
        return [
            call
            for matrix, w, g, scratch, weights, *moments in zip(hidden, *map(parts, vectors), strict=False)
            for call in self.optimizer.update(Arena(w, g, scratch, weights, tuple(moments), self.rates, matrix))
        ]

    def _by_parameter(self, vector: Array) -> Sequence[Array]:
        views = Parameters(self._graph, vector)
        return [view for node in self._graph.nodes for view in views.of(node.id).values()]

    def _hidden(self) -> Sequence[bool]:
        """For each parameter whether it is a weight of a hidden layer: units by what these hear."""
        views = Parameters(self._graph, self.w)
        return [
            view.ndim > 1 and node.id != self._graph.output and not node.layer.looked_up
            for node in self._graph.nodes
            for view in views.of(node.id).values()
        ]


def _stretches(vector: Vector) -> Sequence[Vector]:
    return [vector[start : start + STRETCH] for start in range(0, len(vector), STRETCH)]


def _shorten(g: Array, limit: float) -> Callable[[], object]:
    """Shortens the gradient to the limit where it is longer, as torch.nn.utils.clip_grad_norm_."""
    factor = constant(1, g)

    def shorten() -> None:
        length = sqrt(g.dot(g))
        if not length <= limit:
            factor[()] = limit / (length + 1e-6)
            np.multiply(g, factor, g)

    return shorten
