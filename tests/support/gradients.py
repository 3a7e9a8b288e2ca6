"""The gradient checker: analytic against numeric along random directions, in float64 (as autograd's check_vjp)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]

STEP = 1e-5
TOLERANCE = 1e-6


def check_gradient(
    loss: Callable[[Array], float], point: Array, gradient: Array, seed: int = 0, tries: int = 3
) -> None:
    """Asserts that `gradient` is that of `loss` at `point`, from central differences of fourth order."""
    rng = np.random.default_rng(seed)
    for _ in range(tries):
        direction = rng.standard_normal(point.shape)
        direction /= np.linalg.norm(direction)
        analytic = float(np.sum(gradient * direction))
        near, far = (
            (loss(point + size * direction) - loss(point - size * direction)) / (2 * size) for size in (STEP, 2 * STEP)
        )
        numeric = (4 * near - far) / 3
        scale = max(abs(analytic), abs(numeric), 1e-4 * float(np.linalg.norm(gradient)), 1e-12)
        error = abs(analytic - numeric) / scale
        assert error <= TOLERANCE, f"analytic {analytic:.12g}, numeric {numeric:.12g}, relative error {error:.2g}"
