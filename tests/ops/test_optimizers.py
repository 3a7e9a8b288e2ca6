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
    ("amsgrad", {}, "Adam", {"amsgrad": True}),
    ("amsgrad", {"beta2": 0.6, "epsilon": 0.01}, "Adam", {"amsgrad": True, "betas": (0.9, 0.6), "eps": 0.01}),
    ("adamax", {}, "Adamax", {}),
    ("adamax", {"beta1": 0.5, "beta2": 0.7, "epsilon": 0.01}, "Adamax", {"betas": (0.5, 0.7), "eps": 0.01}),
    ("nadam", {}, "NAdam", {}),
    (
        "nadam",
        {"beta1": 0.5, "beta2": 0.9, "epsilon": 0.01, "momentum_decay": 0.3},
        "NAdam",
        {"betas": (0.5, 0.9), "eps": 0.01, "momentum_decay": 0.3},
    ),
    ("nadam", {"beta1": 0.0}, "NAdam", {"betas": (0.0, 0.999)}),
    ("lion", {}, "Lion", {}),
    ("lion", {"beta1": 0.5, "beta2": 0.8, "weight_decay": 0.3}, "Lion", {"betas": (0.5, 0.8), "weight_decay": 0.3}),
    # Vectors, such as biases, follow AdamW.
    ("muon", {}, "AdamW", {"betas": (0.9, 0.95)}),
]


class Lion:
    """The program in the paper (Chen et al. 2023, program 1), parameter by parameter. PyTorch has none."""

    def __init__(
        self, groups: list[dict[str, Any]], lr: float, betas: tuple[float, float] = (0.9, 0.99), **common: Any
    ):
        self.param_groups = [{"lr": lr, "weight_decay": 0.0, **common, **group} for group in groups]
        self.betas = betas
        self.mean: dict[int, Any] = {}

    def step(self) -> None:
        beta1, beta2 = self.betas
        for group in self.param_groups:
            for parameter in group["params"]:
                w, g = parameter.detach(), parameter.grad
                m = self.mean.get(id(parameter), 0 * g)
                direction = (beta1 * m + (1 - beta1) * g).sign()
                w -= group["lr"] * (direction + group["weight_decay"] * w)
                self.mean[id(parameter)] = beta2 * m + (1 - beta2) * g


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
        {"params": [biases], **({"weight_decay": 0.0} if kind in {"AdamW", "Lion"} else {})},
    ]
    optimizer = (Lion if kind == "Lion" else getattr(torch.optim, kind))(groups, lr=1.0, **options)
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


# ---- matrices ----


def muon(
    torch: ModuleType | None, start: np.ndarray, gradients: np.ndarray, momentum: float, decay: float
) -> np.ndarray:
    """The last place after all steps, by PyTorch (which works in half precision), or written out in NumPy."""
    if torch is not None:
        w = torch.tensor(start.copy(), requires_grad=True)
        options: dict[str, Any] = {"momentum": momentum, "weight_decay": decay, "adjust_lr_fn": "match_rms_adamw"}
        optimizer = torch.optim.Muon([w], lr=1.0, **options)
        for step in range(STEPS):
            optimizer.param_groups[0]["lr"] = rate_of(step)
            w.grad = torch.tensor(gradients[step])
            optimizer.step()
        return w.detach().numpy()
    w, m = start.astype(np.float64), np.zeros(start.shape)
    for step in range(STEPS):
        m = momentum * m + (1 - momentum) * gradients[step]
        u, s, v = np.linalg.svd((1 - momentum) * gradients[step] + momentum * m, full_matrices=False)
        s /= np.linalg.norm(s)
        for _ in range(5):  # the quintic acts on each singular value by itself
            s = 3.4445 * s - 4.7750 * s**3 + 2.0315 * s**5
        w = (1 - rate_of(step) * decay) * w - rate_of(step) * 0.2 * np.sqrt(max(w.shape)) * (u * s) @ v
    return w


def our_muon(start: np.ndarray, gradients: np.ndarray, weights: np.ndarray, **settings: Any) -> np.ndarray:
    optimizer = Optimizer.kinds["muon"](**settings)
    assert isinstance(optimizer, Optimizer)
    # As in training: a view that lies beside a column of biases, and moments laid out alike.
    (w, g, scratch, *moments) = (np.zeros((len(start), start.shape[1] + 1), start.dtype)[:, :-1] for _ in range(5))
    w[...] = start
    rates = tuple(np.zeros((), start.dtype) for _ in optimizer.rates(1, 1.0))
    calls = optimizer.update(Arena(w, g, scratch, weights, tuple(moments), rates, matrix=True))
    for step in range(STEPS):
        g[...] = gradients[step]
        for array, number in zip(rates, optimizer.rates(step + 1, rate_of(step)), strict=True):
            array[()] = number
        for call in calls:
            call()
    return w


@pytest.mark.parametrize("shape", [(4, 7), (7, 4), (5, 5), (1, 6)])
def test_muon_moves_matrices_as_its_definition_says_and_as_pytorch_does(
    shape: tuple[int, int], torch: ModuleType
) -> None:
    rng = np.random.default_rng(6)
    start = rng.standard_normal(shape).astype(np.float32)
    gradients = (rng.standard_normal((STEPS, *shape)) + 0.5).astype(np.float32)
    found = our_muon(start, gradients, np.ones_like(start), momentum=0.8, weight_decay=0.1)
    expected = muon(None, start, gradients, 0.8, 0.1)
    moved = np.linalg.norm(expected - start)
    assert np.linalg.norm(found - expected) <= 1e-4 * moved
    assert np.linalg.norm(found - muon(torch, start, gradients, 0.8, 0.1)) <= 0.03 * moved


def test_muon_leaves_what_rests_in_a_matrix_where_it_is() -> None:
    rng = np.random.default_rng(7)
    start, gradients = rng.standard_normal((3, 4)).astype(np.float32), rng.standard_normal((STEPS, 3, 4))
    weights = np.ones_like(start)
    weights[1, 2] = weights[2] = 0
    gradients *= weights
    found = our_muon(start, gradients.astype(np.float32), weights)
    assert (found[weights == 0] == start[weights == 0]).all()
    assert (found[weights == 1] != start[weights == 1]).all()


def test_lions_first_steps_worked_out_by_hand() -> None:
    """Gradients 1 and then −1 at β₁ = ½, β₂ = 0.9: the mean is 0.1 then, ½ · 0.1 − ½ < 0, and so it steps back."""
    lion = Optimizer.kinds["lion"](beta1=0.5, beta2=0.9)
    assert isinstance(lion, Optimizer)
    gradients = np.ones((STEPS, WEIGHTS + BIASES))
    gradients[1:] = -1
    path = ours(lion, np.zeros(WEIGHTS + BIASES), gradients)
    assert path[0] == pytest.approx(-rate_of(0))
    assert path[1] == pytest.approx(-rate_of(0) + rate_of(1))
