"""Every initialiser has the spread that its name promises."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from descent.ops.activations import Activation
from descent.ops.initialisers import Initialiser
from descent.ops.initialisers.base import Draw
from descent.ops.layers.dense import Dense

UNITS, INPUTS = 300, 200

# Standard deviation, and the largest value of the uniform ones.
EXPECTED: dict[str, tuple[float, float | None]] = {
    "normal": (0.1, None),
    "uniform": (0.5 / math.sqrt(3), 0.5),
    "xavier_normal": (math.sqrt(2 / 500), None),
    "xavier_uniform": (math.sqrt(2 / 500), math.sqrt(6 / 500)),
    "he_normal": (math.sqrt(2 / 200), None),
    "he_uniform": (math.sqrt(2 / 200), math.sqrt(6 / 200)),
    "lecun_normal": (math.sqrt(1 / 200), None),
    "lecun_uniform": (math.sqrt(1 / 200), math.sqrt(3 / 200)),
}


def values(
    kind: str, shape: tuple[int, ...] = (UNITS, INPUTS), suited: str = "he_normal", **settings: Any
) -> np.ndarray:
    initialiser = Initialiser.kinds[kind](**settings)
    assert isinstance(initialiser, Initialiser)
    return initialiser.values(Draw(np.random.default_rng(5), shape, INPUTS, UNITS, suited))


def test_every_initialiser_is_tested() -> None:
    assert set(Initialiser.kinds) == {*EXPECTED, "auto", "zeros", "constant", "orthogonal"}


@pytest.mark.parametrize("kind", sorted(EXPECTED))
def test_the_spread_is_what_the_name_promises(kind: str) -> None:
    deviation, limit = EXPECTED[kind]
    found = values(kind)
    assert found.mean() == pytest.approx(0, abs=4 * deviation / math.sqrt(found.size))
    assert found.std() == pytest.approx(deviation, rel=0.02)
    if limit is None:
        assert np.abs(found).max() > 3 * deviation
    else:
        assert 0.99 * limit < np.abs(found).max() <= limit


def test_constants() -> None:
    assert (values("zeros") == 0).all()
    assert (values("constant", value=-0.25) == -0.25).all()


@pytest.mark.parametrize("shape", [(5, 3), (3, 5), (4, 4)])
def test_orthogonal_rows_or_columns_stand_at_right_angles(shape: tuple[int, int]) -> None:
    found = values("orthogonal", shape, gain=2.0)
    product = found @ found.T if shape[0] <= shape[1] else found.T @ found
    assert product == pytest.approx(4 * np.eye(min(shape)), abs=1e-12)


@pytest.mark.parametrize("activation", sorted(Activation.kinds))
def test_auto_is_what_suits_the_activation(activation: str) -> None:
    suited = Activation.named(activation).initialiser
    assert np.array_equal(values("auto", suited=suited), values(suited))
    layer = Dense(units=UNITS, activation=activation)
    weight, bias = np.zeros((UNITS, INPUTS)), np.ones(UNITS)
    layer.initialise({"weight": weight, "bias": bias}, np.random.default_rng(5))
    assert np.array_equal(weight, values(suited))
    assert (bias == 0).all()


@pytest.mark.parametrize("kind", ["zeros", "constant", "normal", "uniform"])
def test_biases_can_be_filled(kind: str) -> None:
    layer = Dense.model_validate({"units": UNITS, "bias_init": {"kind": kind}})
    weight, bias = np.zeros((UNITS, INPUTS)), np.full(UNITS, np.nan)
    layer.initialise({"weight": weight, "bias": bias}, np.random.default_rng(5))
    assert np.isfinite(bias).all()
    assert (np.ptp(bias) > 0) == (kind in ("normal", "uniform"))
