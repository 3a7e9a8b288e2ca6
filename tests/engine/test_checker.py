"""The gradient checker itself: it must let right gradients pass and catch those that are wrong by 0.1 %."""

from __future__ import annotations

import numpy as np
import pytest

from support.gradients import check_gradient

POINT = np.random.default_rng(7).standard_normal(40)
GRADIENT = np.cos(POINT) * POINT**2 + 2 * POINT * np.sin(POINT)


def loss(x: np.ndarray) -> float:
    return float(np.sum(np.sin(x) * x**2))


def test_a_right_gradient_passes() -> None:
    check_gradient(loss, POINT, GRADIENT)


def test_a_gradient_that_is_wrong_by_a_thousandth_is_caught() -> None:
    with pytest.raises(AssertionError, match="relative error"):
        check_gradient(loss, POINT, GRADIENT * 1.001)


def test_one_component_that_is_wrong_by_a_thousandth_of_the_whole_is_caught() -> None:
    wrong = GRADIENT.copy()
    wrong[3] += 0.001 * np.linalg.norm(GRADIENT)
    with pytest.raises(AssertionError, match="relative error"):
        check_gradient(loss, POINT, wrong)


def test_a_gradient_of_the_wrong_sign_is_caught() -> None:
    with pytest.raises(AssertionError, match="relative error"):
        check_gradient(loss, POINT, -GRADIENT)
