"""Every optimizer against PyTorch's, over 50 steps, with a rate that changes on the way."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np
import pytest

from descent.ops.optimizers import Optimizer
from descent.ops.optimizers.base import Arena

STEPS = 50
WEIGHTS, BIASES = 12, 4

CASES: list[tuple[str, dict[str, Any], str, dict[str, Any]]] = [
    ("sgd", {}, "SGD", {}),
    ("momentum", {}, "SGD", {"momentum": 0.9}),
    ("momentum", {"momentum": 0.0}, "SGD", {}),
    ("nesterov", {"momentum": 0.8}, "SGD", {"momentum": 0.8, "nesterov": True}),
    ("adagrad", {}, "Adagrad", {}),
    ("adagrad", {"epsilon": 0.1}, "Adagrad", {"eps": 0.1}),
    ("rmsprop", {}, "RMSprop", {}),
    ("rmsprop", {"decay": 0.8, "epsilon": 0.01}, "RMSprop", {"alpha": 0.8, "eps": 0.01}),
    ("adam", {}, "Adam", {}),
    ("adam", {"beta1": 0.5, "beta2": 0.9, "epsilon": 0.01}, "Adam", {"betas": (0.5, 0.9), "eps": 0.01}),
    ("adam", {"beta1": 0.0, "beta2": 0.0}, "Adam", {"betas": (0.0, 0.0)}),
    ("adamw", {}, "AdamW", {}),
    ("adamw", {"weight_decay": 0.3}, "AdamW", {"weight_decay": 0.3}),
]


def rate_of(step: int) -> float:
    return 0.05 / (1 + 0.1 * step)


def ours(optimizer: Optimizer, start: np.ndarray, gradients: np.ndarray) -> np.ndarray:
    """The parameters after every step. The last few are biases."""
    w, g, scratch = start.copy(), np.empty_like(start), np.empty_like(start)
    weights = np.r_[np.ones(WEIGHTS), np.zeros(BIASES)].astype(w.dtype)
    moments = tuple(np.zeros_like(w) for _ in optimizer.degrees)
    rates = tuple(np.zeros((), w.dtype) for _ in optimizer.rates(1, 1.0))
    calls = optimizer.update(Arena(w, g, scratch, weights, moments, rates))
    path = []
    for step in range(STEPS):
        g[...] = gradients[step]
        for array, number in zip(rates, optimizer.rates(step + 1, rate_of(step)), strict=True):
            array[()] = number
        for call in calls:
            call()
        assert np.array_equal(g, gradients[step]), "the gradient must stay as it was"
        path.append(w.copy())
    return np.array(path)


def theirs(
    torch: ModuleType, kind: str, options: dict[str, Any], start: np.ndarray, gradients: np.ndarray
) -> np.ndarray:
    weights, biases = (torch.tensor(part.copy(), requires_grad=True) for part in np.split(start, [WEIGHTS]))
    # As our rule is: decay is for weights only.
    groups = [
        {"params": [weights]},
        {"params": [biases], **({"weight_decay": 0.0} if kind == "AdamW" else {})},
    ]
    optimizer = getattr(torch.optim, kind)(groups, lr=1.0, **options)
    path = []
    for step in range(STEPS):
        for group in optimizer.param_groups:
            group["lr"] = rate_of(step)
        weights.grad, biases.grad = (torch.tensor(part.copy()) for part in np.split(gradients[step], [WEIGHTS]))
        optimizer.step()
        path.append(np.concatenate([weights.detach().numpy(), biases.detach().numpy()]))
    return np.array(path)


@pytest.mark.parametrize(("kind", "settings", "torch_kind", "options"), CASES)
def test_fifty_steps_are_those_of_pytorch(
    kind: str, settings: dict[str, Any], torch_kind: str, options: dict[str, Any], torch: ModuleType
) -> None:
    rng = np.random.default_rng(3)
    start = rng.standard_normal(WEIGHTS + BIASES).astype(np.float32)
    gradients = rng.standard_normal((STEPS, WEIGHTS + BIASES)).astype(np.float32)
    gradients[10:20, 3] = 0
    optimizer = Optimizer.kinds[kind](**settings)
    assert isinstance(optimizer, Optimizer)
    found, expected = ours(optimizer, start, gradients), theirs(torch, torch_kind, options, start, gradients)
    moved = np.linalg.norm(expected - start, axis=1)
    assert (np.linalg.norm(found - expected, axis=1) <= 1e-5 * moved + 1e-6).all()


def test_every_optimizer_is_compared() -> None:
    assert {kind for kind, *_ in CASES} == set(Optimizer.kinds)


def test_adams_first_step_worked_out_by_hand() -> None:
    """At the first step m̂ = g and √v̂ = |g|: whatever its size, each weight moves by the rate against its sign."""
    optimizer = Optimizer.kinds["adam"]()
    assert isinstance(optimizer, Optimizer)
    start = np.zeros(WEIGHTS + BIASES)
    gradients = np.tile(np.r_[np.full(8, 1e-3), np.full(8, -1e3)], (STEPS, 1))
    first = ours(optimizer, start, gradients)[0]
    assert first == pytest.approx(np.r_[np.full(8, -0.05), np.full(8, 0.05)], rel=1e-4)
