"""Every loss against a slow reference, against PyTorch, and its gradient against differences."""

from __future__ import annotations

import math
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from descent.ops.calls import Array
from descent.ops.losses import Loss
from descent.ops.losses.base import Answers
from descent.ops.losses.huber import Huber
from support.gradients import check_gradient

# Of PyTorch itself and two tensors.
Tensors = Callable[[Any, Any, Any], Any]

# Arguments are the sums for fused losses, the answers for others; both (outputs, points).
TORCH: dict[str, Tensors] = {
    "squared": lambda torch, y, t: torch.nn.functional.mse_loss(y, t),
    "absolute": lambda torch, y, t: torch.nn.functional.l1_loss(y, t),
    "huber": lambda torch, y, t: torch.nn.functional.huber_loss(y, t),
    "binary_cross_entropy": lambda torch, y, t: torch.nn.functional.binary_cross_entropy_with_logits(y, t),
    "categorical_cross_entropy": lambda torch, z, t: torch.nn.functional.cross_entropy(z.T, t.argmax(0)),
    "hinge": lambda torch, y, t: torch.clamp(1 - t * y, min=0).mean(),
}
KINDS = sorted(Loss.kinds)


def loss_of(kind: str) -> Loss:
    loss = Loss.kinds[kind]()
    assert isinstance(loss, Loss)
    return loss


def answers_of(loss: Loss, z: Array) -> Array:
    if loss.fused == "sigmoid":
        return 1 / (1 + np.exp(-z))
    if loss.fused == "softmax":
        return np.exp(z) / np.exp(z).sum(0)
    return z


def case(kind: str, outputs: int = 3, points: int = 8, dtype: type[np.floating] = np.float64) -> tuple[Array, Array]:
    rng = np.random.default_rng(2)
    z = rng.normal(0, 1.5, (outputs, points)).astype(dtype)
    classes = rng.integers(0, outputs, points) == np.arange(outputs)[:, None]
    low = {"hinge": -1.0}.get(kind, 0.0)
    numeric = kind in ("squared", "absolute", "huber")
    return z, (rng.normal(0, 1, z.shape) if numeric else np.where(classes, 1.0, low)).astype(dtype)


def value(loss: Loss, z: Array, t: Array) -> float:
    return loss.measure(Answers(z, answers_of(loss, z), t))()


def gradient(loss: Loss, z: Array, t: Array, batch: int | None = None) -> Array:
    out = np.empty_like(z)
    for call in loss.gradient(answers_of(loss, z), t, out, batch or z.shape[1]):
        call()
    return out


def test_every_loss_has_a_reference() -> None:
    assert set(KINDS) == set(TORCH)


@pytest.mark.parametrize("kind", KINDS)
def test_value_and_gradient_agree_with_pytorch(kind: str, torch: ModuleType) -> None:
    z, t = case(kind, dtype=np.float32)
    theirs = torch.tensor(z, requires_grad=True)
    expected = TORCH[kind](torch, theirs, torch.tensor(t))
    expected.backward()
    assert value(loss_of(kind), z, t) == pytest.approx(expected.item(), rel=1e-6)
    assert theirs.grad is not None
    ours = gradient(loss_of(kind), z, t)
    assert np.linalg.norm(ours - theirs.grad.numpy()) <= 1e-6 * np.linalg.norm(theirs.grad.numpy())


@pytest.mark.parametrize("outputs", [1, 3])
@pytest.mark.parametrize("kind", KINDS)
def test_the_loss_of_each_point_is_what_the_loss_says_of_it_alone(kind: str, outputs: int) -> None:
    loss, (z, t) = loss_of(kind), case(kind, outputs)
    every = loss.each(Answers(z, answers_of(loss, z), t))
    alone = [value(loss, z[:, [point]], t[:, [point]]) for point in range(z.shape[1])]
    assert every == pytest.approx(alone)
    assert every.mean() == pytest.approx(value(loss, z, t))


@pytest.mark.parametrize("outputs", [1, 2, 4])
@pytest.mark.parametrize("kind", KINDS)
def test_the_gradient_is_that_of_the_value(kind: str, outputs: int) -> None:
    loss, (z, t) = loss_of(kind), case(kind, outputs)
    check_gradient(lambda moved: value(loss, moved, t), z, gradient(loss, z, t))


@pytest.mark.parametrize("kind", KINDS)
def test_a_short_batch_weighs_by_its_size(kind: str) -> None:
    """Two of eight points, divided as eight: a quarter of what they would weigh alone."""
    z, t = case(kind)
    part = gradient(loss_of(kind), z[:, :2].copy(), t[:, :2].copy(), batch=8)
    assert part == pytest.approx(gradient(loss_of(kind), z, t)[:, :2])


@pytest.mark.parametrize("kind", KINDS)
def test_values_worked_out_by_hand(kind: str) -> None:
    # One output (two for shares), one point: the sum 2, the target "yes" (1).
    z, t = np.array([[2.0]]), np.array([[1.0]])
    if kind == "categorical_cross_entropy":
        z, t = np.array([[2.0], [0.0]]), np.array([[1.0], [0.0]])
    expected = {
        "squared": 1.0,
        "absolute": 1.0,
        "huber": 0.5,
        "binary_cross_entropy": math.log(1 + math.exp(-2)),
        "categorical_cross_entropy": math.log(1 + math.exp(-2)),
        "hinge": 0.0,
    }
    assert value(loss_of(kind), z, t) == pytest.approx(expected[kind])


@pytest.mark.parametrize(("miss", "expected"), [(0.2, 0.02), (0.5, 0.125), (3.0, 0.5 * (3 - 0.25))])
def test_huber_is_a_parabola_up_to_delta_and_a_line_beyond(miss: float, expected: float) -> None:
    loss = Huber(delta=0.5)
    assert value(loss, np.array([[miss]]), np.zeros((1, 1))) == pytest.approx(expected)
    assert gradient(loss, np.array([[-miss]]), np.zeros((1, 1)))[0, 0] == pytest.approx(-min(miss, 0.5))


@pytest.mark.parametrize("kind", ["binary_cross_entropy", "categorical_cross_entropy"])
def test_surprise_is_exact_where_the_probability_rounds_to_zero(kind: str) -> None:
    z, t = np.array([[-200.0], [200.0]], np.float32), np.array([[1.0], [0.0]], np.float32)
    expected = {"binary_cross_entropy": 200.0, "categorical_cross_entropy": 400.0}[kind]
    y = np.array([[0.0], [1.0]], np.float32)
    assert loss_of(kind).measure(Answers(z, y, t))() == pytest.approx(expected)
