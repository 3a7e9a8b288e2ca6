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
from descent.ops.losses.cross_entropy import CategoricalCrossEntropy
from descent.ops.losses.divergence import KLDivergence
from descent.ops.losses.focal import Focal
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
    "squared_hinge": lambda torch, y, t: torch.clamp(1 - t * y, min=0).square().mean(),
    "log_cosh": lambda torch, y, t: torch.log(torch.cosh(y - t)).mean(),
    "cosine": lambda torch, y, t: (1 - torch.nn.functional.cosine_similarity(y, t, 0)).mean(),
    "kl_divergence": lambda torch, z, t: torch.nn.functional.kl_div(
        torch.log_softmax(z.T, 1), 0.9 * t.T + 0.1 / len(t), reduction="batchmean"
    ),
    "focal": lambda torch, z, t: focal(torch, z, t, 2.0),
}


def focal(torch: Any, z: Any, t: Any, gamma: float) -> Any:
    log = (torch.log_softmax(z, 0) * t).sum(0)
    return (-((1 - log.exp()) ** gamma) * log).mean()


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
    low = -1.0 if "hinge" in kind else 0.0
    numeric = kind in ("squared", "absolute", "huber", "log_cosh")
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


@pytest.mark.parametrize(
    ("kind", "outputs"),
    # With a single output a direction is a sign, and has no slope: such losses always have two or more.
    [(kind, outputs) for kind in KINDS for outputs in (1, 2, 4) if outputs > 1 or not loss_of(kind).unit_each],
)
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
    if kind in {"categorical_cross_entropy", "kl_divergence", "focal", "cosine"}:
        z, t = np.array([[2.0], [0.0]]), np.array([[1.0], [0.0]])
    expected = {
        "squared": 1.0,
        "absolute": 1.0,
        "huber": 0.5,
        "binary_cross_entropy": math.log(1 + math.exp(-2)),
        "categorical_cross_entropy": math.log(1 + math.exp(-2)),
        "hinge": 0.0,
        "squared_hinge": 0.0,
        "log_cosh": math.log((math.e + 1 / math.e) / 2),
        "cosine": 0.0,  # (2, 0) points where (1, 0) does
        # q = (0.95, 0.05), p = σ(2) and σ(−2)
        "kl_divergence": 0.95 * math.log(0.95 * (1 + math.exp(-2))) + 0.05 * math.log(0.05 * (1 + math.exp(2))),
        "focal": (1 / (1 + math.exp(2))) ** 2 * math.log(1 + math.exp(-2)),
    }
    assert value(loss_of(kind), z, t) == pytest.approx(expected[kind])


@pytest.mark.parametrize(("miss", "expected"), [(0.2, 0.02), (0.5, 0.125), (3.0, 0.5 * (3 - 0.25))])
def test_huber_is_a_parabola_up_to_delta_and_a_line_beyond(miss: float, expected: float) -> None:
    loss = Huber(delta=0.5)
    assert value(loss, np.array([[miss]]), np.zeros((1, 1))) == pytest.approx(expected)
    assert gradient(loss, np.array([[-miss]]), np.zeros((1, 1)))[0, 0] == pytest.approx(-min(miss, 0.5))


@pytest.mark.parametrize(
    ("loss", "reference"),
    [
        (
            CategoricalCrossEntropy(smoothing=0.3),
            lambda torch, z, t: torch.nn.functional.cross_entropy(z.T, t.argmax(0), label_smoothing=0.3),
        ),
        (Focal(gamma=0.0), TORCH["categorical_cross_entropy"]),
        (Focal(gamma=0.5), lambda torch, z, t: focal(torch, z, t, 0.5)),
        (KLDivergence(smoothing=0.0), TORCH["categorical_cross_entropy"]),
    ],
    ids=["smoothing 0.3", "focal 0", "focal 0.5", "divergence 0"],
)
def test_a_setting_of_a_loss_is_that_of_pytorch(loss: Loss, reference: Tensors, torch: ModuleType) -> None:
    z, t = case("categorical_cross_entropy")
    theirs = torch.tensor(z, requires_grad=True)
    expected = reference(torch, theirs, torch.tensor(t))
    expected.backward()
    assert value(loss, z, t) == pytest.approx(expected.item(), rel=1e-9)
    assert theirs.grad is not None
    assert gradient(loss, z, t) == pytest.approx(theirs.grad.numpy(), rel=1e-7, abs=1e-12)
    every = loss.each(Answers(z, answers_of(loss, z), t))
    assert every.mean() == pytest.approx(expected.item(), rel=1e-9)


@pytest.mark.parametrize("gamma", [0.0, 0.5, 2.0])
def test_the_focal_gradient_is_finite_where_shares_round_to_zero_and_one(gamma: float) -> None:
    z, t = np.array([[-200.0, 200.0], [200.0, -200.0]], np.float32), np.array([[1.0, 1.0], [0.0, 0.0]], np.float32)
    y = np.array([[0.0, 1.0], [1.0, 0.0]], np.float32)
    out = np.empty_like(z)
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        for call in Focal(gamma=gamma).gradient(y, t, out, 1):
            call()
    assert out == pytest.approx(np.array([[-1.0, 0.0], [1.0, 0.0]]))


@pytest.mark.parametrize("kind", ["binary_cross_entropy", "categorical_cross_entropy"])
def test_surprise_is_exact_where_the_probability_rounds_to_zero(kind: str) -> None:
    z, t = np.array([[-200.0], [200.0]], np.float32), np.array([[1.0], [0.0]], np.float32)
    expected = {"binary_cross_entropy": 200.0, "categorical_cross_entropy": 400.0}[kind]
    y = np.array([[0.0], [1.0]], np.float32)
    assert loss_of(kind).measure(Answers(z, y, t))() == pytest.approx(expected)
