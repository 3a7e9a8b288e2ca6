"""Muon (Jordan et al. 2024; https://kellerjordan.github.io/posts/muon): momentum, made orthogonal.

Five steps of a Newton-Schulz iteration bring all singular values of the momentum near 1, so that a step goes equally
far in all directions of a matrix. As its author recommends, that is for the weights of hidden layers; biases and the
output's weights follow AdamW. One learning rate serves both, since orthogonal steps are made as long as AdamW's usually
are, by 0.2 √max(rows, columns) (Liu et al. 2025; `adjust_lr_fn="match_rms_adamw"` of torch.optim.Muon).
"""

from collections.abc import Callable
from functools import partial
from math import prod, sqrt
from typing import Final, Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.calls import Array, Calls, constant
from descent.ops.optimizers.adam import adam_rates, adam_update, shrink
from descent.ops.optimizers.base import Arena, Optimizer

QUINTIC: Final = (3.4445, -4.7750, 2.0315)
BETA1, BETA2, EPSILON = 0.9, 0.95, 1e-8
SMALLEST: Final = 1e-7


class Muon(Optimizer):
    """Momentum whose directions all get the same length: m ← μ m + g, w ← w − η UVᵀ, where g + μ m = U S Vᵀ."""

    model_config = ConfigDict(title="Muon")
    kind: Literal["muon"] = "muon"
    degrees = (1, 2)
    counts_steps = True
    matrices = True
    momentum: float = Field(
        default=0.95, ge=0, lt=1, title="Momentum", description="How much of the last step is kept, μ."
    )
    iterations: int = Field(
        default=5, ge=1, le=10, title="Iterations", description="Newton-Schulz steps towards an orthogonal matrix."
    )
    weight_decay: float = Field(
        default=0.01,
        ge=0,
        le=10,
        title="Weight decay",
        description="How fast weights shrink by themselves, λ. Biases do not.",
    )

    def rates(self, step: int, rate: float) -> tuple[float, ...]:
        return *adam_rates(step, rate, BETA1, BETA2, EPSILON), rate * self.weight_decay, rate

    def scales(self) -> tuple[float, ...]:
        """Those of AdamW. A matrix takes only the direction of its momentum."""
        return 1 - BETA1, 1 - BETA2

    def update(self, at: Arena) -> Calls:
        """A matrix: rows are units, all further axes its columns; it uses the first moment only."""
        rate, epsilon, share, whole = at.rates
        if not at.matrix:
            return [*shrink(at, share), *adam_update(at, BETA1, BETA2, rate, epsilon)]
        rows, columns = len(at.w), prod(at.w.shape[1:])
        # End to end, since products of matrices are quicker so.
        step = np.empty((rows, columns), at.w.dtype)
        shaped, (m, _) = step.reshape(at.w.shape), at.moments
        momentum = constant(self.momentum, at.w)
        size = constant(0.2 * sqrt(max(rows, columns)), at.w)
        rests = [] if at.weights.all() else [partial(np.multiply, shaped, at.weights, shaped)]
        return [
            *shrink(at, share),
            partial(np.multiply, m, momentum, m),
            partial(np.add, m, at.g, m),
            partial(np.multiply, m, momentum, shaped),
            partial(np.add, shaped, at.g, shaped),
            orthogonal(step, self.iterations),
            partial(np.multiply, step, size, step),
            partial(np.multiply, step, whole, step),
            *rests,
            partial(np.subtract, at.w, shaped, at.w),
        ]


def orthogonal(x: Array, iterations: int) -> Callable[[], None]:
    """A call that turns x = U S Vᵀ into about U Vᵀ: x ← a x + (b A + c A²) x with A = x xᵀ, or the same from the right.

    Of the two sides, the shorter one makes the smaller products.
    """
    a, b, c = (constant(value, x) for value in QUINTIC)
    wide = x.shape[0] <= x.shape[1]
    side = min(x.shape)
    gram, square, product = np.empty((side, side), x.dtype), np.empty((side, side), x.dtype), np.empty_like(x)
    flat, factor = x.reshape(-1), constant(0, x)
    left, right = (x, x.T) if wide else (x.T, x)
    first, second = (square, x) if wide else (x, square)

    def run() -> None:
        factor[()] = 1 / max(sqrt(flat.dot(flat)), SMALLEST)
        np.multiply(x, factor, x)
        for _ in range(iterations):
            np.dot(left, right, gram)
            np.dot(gram, gram, square)
            np.multiply(square, c, square)
            np.multiply(gram, b, gram)
            np.add(square, gram, square)
            np.dot(first, second, product)
            np.multiply(x, a, x)
            np.add(x, product, x)

    return run
