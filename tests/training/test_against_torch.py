"""Whole trajectories against a training loop in PyTorch: same weights, same order, same settings."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from descent.training.trainer import Trainer
from support.networks import chain, dense

STEPS = 30

CASES: dict[str, dict[str, Any]] = {
    "sgd": {},
    "l2": {"l2": 0.1},
    "l1": {"l1": 0.05},
    "l1 and l2 and momentum": {"l1": 0.01, "l2": 0.02, "optimizer": {"kind": "momentum"}},
    "clip by value": {"clip": {"kind": "value", "limit": 0.02}},
    "clip by norm": {"clip": {"kind": "norm", "limit": 0.1}},
    "clip by a norm that is not reached": {"clip": {"kind": "norm", "limit": 1e5}},
    "adam": {"optimizer": {"kind": "adam"}},
    "adamw": {"optimizer": {"kind": "adamw", "weight_decay": 0.1}},
    "rmsprop with a schedule": {
        "optimizer": {"kind": "rmsprop"},
        "schedule": {"kind": "exponential", "decay": 0.5},
    },
    "warm-up within an epoch": {"schedule": {"kind": "warmup", "epochs": 2, "start": 0.0}},
    "short last batch": {"batch_size": 16},
    "batch of everything": {"batch_size": 4096},
    "one by one": {"batch_size": 1},
}
OPTIMIZERS: dict[str, Any] = {
    "sgd": lambda groups: torch.optim.SGD(groups, lr=1.0),
    "momentum": lambda groups: torch.optim.SGD(groups, lr=1.0, momentum=0.9),
    "adam": lambda groups: torch.optim.Adam(groups, lr=1.0),
    "adamw": lambda groups: torch.optim.AdamW(groups, lr=1.0),
    "rmsprop": lambda groups: torch.optim.RMSprop(groups, lr=1.0),
}


class Peer:
    """The same network and the same rules, in PyTorch."""

    def __init__(self, trainer: Trainer, settings: dict[str, Any]) -> None:
        self.settings = settings
        self.parameters = {
            name: torch.tensor(array, requires_grad=True) for name, array in trainer.parameters().items()
        }
        kind = settings.get("optimizer", {}).get("kind", "sgd")
        groups: list[dict[str, Any]] = [
            {"params": [p for name, p in self.parameters.items() if name.endswith(part)]} for part in ("weight", "bias")
        ]
        if kind == "adamw":
            groups[0]["weight_decay"], groups[1]["weight_decay"] = 0.1, 0.0
        self.optimizer = OPTIMIZERS[kind](groups)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        p = self.parameters
        for node in ("layer1", "layer2"):
            x = torch.tanh(torch.nn.functional.linear(x, p[f"{node}.weight"], p[f"{node}.bias"]))
        return torch.nn.functional.linear(x, p["output.weight"], p["output.bias"])

    def step(self, x: np.ndarray, y: np.ndarray, batch: int, rate: float) -> None:
        """A short batch weighs by its size (docs: DEFINITIONS, Epoch); penalty first, then clipping."""
        self.optimizer.zero_grad()
        answers = self.forward(torch.tensor(x))[:, 0]
        weights = [p for name, p in self.parameters.items() if name.endswith("weight")]
        loss = torch.nn.functional.mse_loss(answers, torch.tensor(y)) * len(x) / batch
        loss = loss + self.settings.get("l1", 0) * sum(w.abs().sum() for w in weights)
        loss = loss + 0.5 * self.settings.get("l2", 0) * sum((w**2).sum() for w in weights)
        loss.backward()
        clip = self.settings.get("clip", {"kind": "none"})
        if clip["kind"] == "value":
            torch.nn.utils.clip_grad_value_(self.parameters.values(), clip["limit"])
        if clip["kind"] == "norm":
            torch.nn.utils.clip_grad_norm_(self.parameters.values(), clip["limit"])
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        self.optimizer.step()


def rate_at(settings: dict[str, Any], time: float) -> float:
    match settings.get("schedule", {"kind": "constant"}):
        case {"kind": "exponential", "decay": decay}:
            return 0.05 * decay**time
        case {"kind": "warmup", "epochs": epochs, "start": start}:
            return 0.05 * (start + (1 - start) * min(time / epochs, 1))
        case _:
            return 0.05


@pytest.mark.parametrize("settings", CASES.values(), ids=CASES)
def test_thirty_steps_are_those_of_pytorch(settings: dict[str, Any]) -> None:
    data = {"dataset": {"kind": "hills", "points": 80}, "standardise": True}
    trainer = Trainer(chain(dense(6), dense(5), data=data, learning_rate=0.05, **settings))
    peer = Peer(trainer, settings)
    train = trainer.data.train
    batch = min(settings.get("batch_size", 10), len(train))
    # The order of the points is ours to draw: the same stream, drawn again.
    seeds = np.random.SeedSequence(0).spawn(3)
    order = np.random.Generator(np.random.PCG64(seeds[1]))
    steps = 0
    for epoch in range(STEPS):
        shuffled = order.permutation(len(train))
        for start in range(0, len(train), batch):
            if steps == STEPS:
                break
            rows = shuffled[start : start + batch]
            peer.step(train.x[rows], train.y[rows], batch, rate_at(settings, epoch + start / len(train)))
            trainer.step()
            steps += 1
    assert trainer.step_count == STEPS
    for name, ours in trainer.parameters().items():
        theirs = peer.parameters[name].detach().numpy()
        assert np.linalg.norm(ours - theirs) <= 2e-5 * np.linalg.norm(theirs) + 1e-6, name
    record = trainer.evaluate()
    with torch.no_grad():
        for split, loss in ((trainer.data.train, record.train_loss), (trainer.data.validation, record.validation_loss)):
            expected = torch.nn.functional.mse_loss(peer.forward(torch.tensor(split.x))[:, 0], torch.tensor(split.y))
            assert loss == pytest.approx(expected.item(), rel=1e-4)
    weights = [p.detach().double() for name, p in peer.parameters.items() if name.endswith("weight")]
    penalty = sum(
        settings.get("l1", 0) * w.abs().sum().item() + 0.5 * settings.get("l2", 0) * (w**2).sum().item()
        for w in weights
    )
    assert record.penalty == pytest.approx(penalty, rel=1e-5)
