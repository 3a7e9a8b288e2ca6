"""Every activation against a slow reference in float64, against PyTorch, and its slope against differences."""

from __future__ import annotations

import math
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from descent.ops.activations import Activation
from descent.ops.activations.base import Bend

Z = np.array([-30.0, -3.2, -1.0, -0.4, -1e-3, 0.0, 1e-3, 0.3, 1.0, 2.7, 30.0])
AWAY_FROM_KINKS = Z[(np.abs(Z) > 1e-6) & (np.abs(Z) != 1)]  # a hard tanh has its kinks at ±1

REFERENCE: dict[str, Callable[[float], float]] = {
    "linear": lambda z: z,
    "relu": lambda z: max(0.0, z),
    "leaky_relu": lambda z: z if z >= 0 else 0.01 * z,
    "elu": lambda z: z if z >= 0 else math.expm1(z),
    "gelu": lambda z: 0.5 * z * (1 + math.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z**3))),
    "silu": lambda z: z / (1 + math.exp(-z)),
    "tanh": math.tanh,
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "softplus": lambda z: math.log1p(math.exp(z)),
    "sine": math.sin,
    "hard_sigmoid": lambda z: min(1.0, max(0.0, z / 6 + 0.5)),
    "hard_tanh": lambda z: min(1.0, max(-1.0, z)),
    "hard_swish": lambda z: z * min(1.0, max(0.0, z / 6 + 0.5)),
    "relu6": lambda z: min(6.0, max(0.0, z)),
    "softsign": lambda z: z / (1 + abs(z)),
    "mish": lambda z: z * math.tanh(math.log1p(math.exp(z))),
    "selu": lambda z: 1.0507009873554805 * (z if z > 0 else 1.6732632423543772 * math.expm1(z)),
}
# Of PyTorch itself and a tensor.
TORCH: dict[str, Callable[[Any, Any], Any]] = {
    "linear": lambda torch, z: z,
    "relu": lambda torch, z: torch.relu(z),
    "leaky_relu": lambda torch, z: torch.nn.functional.leaky_relu(z),
    "elu": lambda torch, z: torch.nn.functional.elu(z),
    "gelu": lambda torch, z: torch.nn.functional.gelu(z, approximate="tanh"),
    "silu": lambda torch, z: torch.nn.functional.silu(z),
    "tanh": lambda torch, z: torch.tanh(z),
    "sigmoid": lambda torch, z: torch.sigmoid(z),
    "softplus": lambda torch, z: torch.nn.functional.softplus(z),
    "softmax": lambda torch, z: torch.softmax(z, 0),
    "sine": lambda torch, z: torch.sin(z),
    "hard_sigmoid": lambda torch, z: torch.nn.functional.hardsigmoid(z),
    "hard_tanh": lambda torch, z: torch.nn.functional.hardtanh(z),
    "hard_swish": lambda torch, z: torch.nn.functional.hardswish(z),
    "relu6": lambda torch, z: torch.nn.functional.relu6(z),
    "softsign": lambda torch, z: torch.nn.functional.softsign(z),
    "mish": lambda torch, z: torch.nn.functional.mish(z),
    "selu": lambda torch, z: torch.nn.functional.selu(z),
}
KINDS = sorted(Activation.kinds)


def run(kind: str, z: np.ndarray, dy: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Answers and the gradient by the sums, the way a plan runs them."""
    activation = Activation.named(kind)()
    assert isinstance(activation, Activation)
    y, slope, saved = np.empty_like(z), np.empty_like(z), tuple(np.empty_like(z) for _ in range(activation.saves))
    at = Bend(saved[0] if saved else y, y, saved, slope)
    at.z[...] = z
    dz = dy.copy()
    for call in activation.forward(at):
        call()
    forward = y.copy()
    for call in [*activation.slope(at), *(activation.backward(at, dz) if activation.bends else [])]:
        call()
    assert np.array_equal(y, forward, equal_nan=True), "the backward run must leave the answers alone"
    return y, dz


def test_every_activation_has_a_reference() -> None:
    assert set(KINDS) == set(TORCH) == {*REFERENCE, "softmax"}


@pytest.mark.parametrize("kind", sorted(REFERENCE))
def test_forward_is_what_its_formula_says(kind: str) -> None:
    y, _ = run(kind, Z.copy(), np.ones_like(Z))
    assert y == pytest.approx([REFERENCE[kind](float(z)) for z in Z], rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("kind", sorted(REFERENCE))
def test_slope_is_the_difference_quotient(kind: str) -> None:
    z, f, h = AWAY_FROM_KINKS, REFERENCE[kind], 1e-4
    _, dz = run(kind, z.copy(), np.ones_like(z))
    # Fourth order, so that the step can be wide and rounding small.
    numeric = [(8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h) for x in z.tolist()]
    assert dz == pytest.approx(numeric, rel=1e-7, abs=1e-10)


@pytest.mark.parametrize("kind", KINDS)
def test_forward_and_backward_agree_with_pytorch(kind: str, torch: ModuleType) -> None:
    rng = np.random.default_rng(1)
    z, dy = rng.normal(0, 2, (5, 7)).astype(np.float32), rng.standard_normal((5, 7)).astype(np.float32)
    theirs = torch.tensor(z, requires_grad=True)
    y = TORCH[kind](torch, theirs)
    y.backward(torch.tensor(dy))
    ours, dz = run(kind, z.copy(), dy)
    assert theirs.grad is not None
    for found, expected in ((ours, y.detach().numpy()), (dz, theirs.grad.numpy())):
        assert np.linalg.norm(found - expected) <= 1e-5 * np.linalg.norm(expected)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_overflows_far_out(kind: str) -> None:
    z = np.array([[-1e4, 1e4, 0.0], [1e4, -1e4, 1.0]], np.float32)
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        y, dz = run(kind, z, np.ones_like(z))
    assert np.isfinite(y).all()
    assert np.isfinite(dz).all()


@pytest.mark.parametrize("kind", KINDS)
def test_a_number_that_is_none_stays_seen(kind: str) -> None:
    """A NaN must not be hidden by a rectifier: divergence is seen by it."""
    z = np.array([[np.nan], [1.0]], np.float32)
    with np.errstate(invalid="ignore"):
        y, _ = run(kind, z, np.ones_like(z))
    assert np.isnan(y[0, 0])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_relu_lets_gradients_through_to_the_last_bit_or_not_at_all(dtype: type[np.floating]) -> None:
    rng = np.random.default_rng(4)
    z = (rng.standard_normal((50, 7)) * 10.0 ** rng.integers(-30, 30, (50, 7))).astype(dtype)
    z[:3, :3] = [[0.0, -0.0, np.finfo(dtype).tiny], [np.inf, -np.inf, 1], [-1, 2, 4]]
    dy = rng.standard_normal(z.shape).astype(dtype)
    dy[0, 0] = np.inf
    _, dz = run("relu", z, dy)
    assert np.array_equal(dz, np.where(z > 0, dy, 0))


def test_softmax_is_a_share_worked_out_by_hand() -> None:
    # exp(0), exp(ln 2), exp(ln 5) are 1, 2, 5 of 8.
    z = np.log(np.array([[1.0], [2.0], [5.0]]))
    y, dz = run("softmax", z, np.array([[1.0], [0.0], [0.0]]))
    assert y.ravel() == pytest.approx([1 / 8, 2 / 8, 5 / 8])
    # Its slope by the first answer is p₁ (δ − p): 1/8 · (7/8, −2/8, −5/8).
    assert dz.ravel() == pytest.approx([7 / 64, -2 / 64, -5 / 64])
