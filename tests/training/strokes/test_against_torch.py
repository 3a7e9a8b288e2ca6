"""One step of learning from one point, stroke by stroke, against PyTorch's autograd and optimizers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from descent.training.strokes import Strokes
from descent.training.trainer import Trainer
from support.networks import branched, chain, dense

HILLS = {"dataset": {"kind": "hills", "points": 80}, "standardise": True}
MOONS = {"dataset": {"kind": "moons", "points": 80}}
IRIS = {"dataset": {"kind": "iris"}, "standardise": True}
RATE = 0.05

SETTINGS: dict[str, dict[str, Any]] = {
    "sgd": {},
    "sgd with l2": {"l2": 0.1},
    "momentum": {"optimizer": {"kind": "momentum"}},
    "nesterov": {"optimizer": {"kind": "nesterov"}},
    "adam": {"optimizer": {"kind": "adam"}},
    "adam with l1": {"optimizer": {"kind": "adam"}, "l1": 0.03},
    "adamw with l2": {"optimizer": {"kind": "adamw", "weight_decay": 0.1}, "l2": 0.05},
    "clip by norm": {"clip": {"kind": "norm", "limit": 0.1}},
    "clip by value": {"clip": {"kind": "value", "limit": 0.02}},
}
OPTIMIZERS: dict[str, Any] = {
    "sgd": lambda groups: torch.optim.SGD(groups, lr=RATE),
    "momentum": lambda groups: torch.optim.SGD(groups, lr=RATE, momentum=0.9),
    "nesterov": lambda groups: torch.optim.SGD(groups, lr=RATE, momentum=0.9, nesterov=True),
    "adam": lambda groups: torch.optim.Adam(groups, lr=RATE),
    "adamw": lambda groups: torch.optim.AdamW(groups, lr=RATE),
}
LAYERS = ("layer1", "layer2", "output")


class Peer:
    """The same network in PyTorch, one point at a time."""

    def __init__(self, trainer: Trainer, settings: dict[str, Any], head: str = "linear") -> None:
        self.settings, self.head = settings, head
        self.p = {name: torch.tensor(array, requires_grad=True) for name, array in trainer.parameters().items()}
        kind = settings.get("optimizer", {}).get("kind", "sgd")
        groups: list[dict[str, Any]] = [
            {"params": [p for name, p in self.p.items() if name.endswith(part)]} for part in ("weight", "bias")
        ]
        if kind == "adamw":
            groups[0]["weight_decay"], groups[1]["weight_decay"] = 0.1, 0.0
        self.optimizer = OPTIMIZERS[kind](groups)
        self.seen: dict[str, torch.Tensor] = {}

    def learn(self, x: np.ndarray, y: Any) -> float:
        """One step; `seen` has sums and values with their gradients. Returns the loss without the penalty."""
        self.optimizer.zero_grad()
        value = torch.tensor(x)
        for layer in LAYERS:
            sums = torch.nn.functional.linear(value, self.p[f"{layer}.weight"], self.p[f"{layer}.bias"])
            value = sums if layer == "output" else torch.tanh(sums)
            self.seen |= {f"{layer} sums": sums, f"{layer} values": value}
            sums.retain_grad()
            value.retain_grad()
        loss = self.loss(value, y)
        weights = [p for name, p in self.p.items() if name.endswith("weight")]
        penalty = self.settings.get("l1", 0) * sum(w.abs().sum() for w in weights)
        penalty = penalty + 0.5 * self.settings.get("l2", 0) * sum((w**2).sum() for w in weights)
        (loss + penalty).backward()
        clip = self.settings.get("clip", {"kind": "none"})
        if clip["kind"] == "value":
            torch.nn.utils.clip_grad_value_(self.p.values(), clip["limit"])
        if clip["kind"] == "norm":
            torch.nn.utils.clip_grad_norm_(self.p.values(), clip["limit"])
        self.optimizer.step()
        return loss.item()

    def loss(self, sums: torch.Tensor, y: Any) -> torch.Tensor:
        if self.head == "softmax":
            return torch.nn.functional.cross_entropy(sums, torch.tensor(y))
        if self.head == "sigmoid":
            return torch.nn.functional.binary_cross_entropy_with_logits(sums, torch.tensor([float(y)]))
        return torch.nn.functional.mse_loss(sums, torch.tensor([float(y)]))


def close(ours: np.ndarray, theirs: torch.Tensor) -> None:
    np.testing.assert_allclose(ours, theirs.detach().numpy(), rtol=2e-4, atol=2e-6)


def agree(strokes: Strokes, peer: Peer, before: dict[str, np.ndarray]) -> None:
    for layer in LAYERS:
        node = strokes.nodes[layer]
        close(node.sums, peer.seen[f"{layer} sums"])
        gradient = peer.seen[f"{layer} sums"].grad
        assert gradient is not None
        close(node.gradients, gradient)
        if layer != "output":
            close(node.values, peer.seen[f"{layer} values"])
            arriving = peer.seen[f"{layer} values"].grad
            assert arriving is not None
            close(node.arriving, arriving)
            np.testing.assert_allclose(node.arriving * node.slopes, node.gradients, rtol=1e-5, atol=1e-8)
        for name in ("weight", "bias"):
            parameter = peer.p[f"{layer}.{name}"]
            assert parameter.grad is not None
            np.testing.assert_array_equal(node.before[name], before[f"{layer}.{name}"])
            close(node.taken[name], parameter.grad)
            close(node.after[name], parameter)


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_every_number_is_that_of_pytorch(settings: dict[str, Any]) -> None:
    """Also in the second and third step, when optimizers remember what was before."""
    document = chain(dense(5), dense(4), data=HILLS, learning_rate=RATE, batch_size=1, **settings)
    trainer = Trainer(document)
    peer = Peer(trainer, settings)
    train = trainer.data.train
    # The order of the points is ours to draw: the same stream, drawn again.
    order = np.random.Generator(np.random.PCG64(np.random.SeedSequence(0).spawn(3)[1])).permutation(len(train))
    for step in range(3):
        index = int(order[step])
        strokes = trainer.strokes("train", index)
        assert strokes is not None
        before = trainer.parameters()
        loss = peer.learn(train.x[index], train.y[index])
        assert strokes.loss == pytest.approx(loss, rel=1e-5)
        agree(strokes, peer, before)
        trainer.step()  # this very point, since a batch is one
        for layer in LAYERS:
            for name, after in strokes.nodes[layer].after.items():
                np.testing.assert_array_equal(after, trainer.weights(layer)[name])


@pytest.mark.parametrize(
    ("data", "loss", "head"),
    [(MOONS, "binary_cross_entropy", "sigmoid"), (IRIS, "categorical_cross_entropy", "softmax")],
)
def test_losses_that_work_on_the_sums_begin_the_way_back_there(data: Any, loss: str, head: str) -> None:
    trainer = Trainer(chain(dense(5), dense(4), data=data, learning_rate=RATE, loss={"kind": loss}))
    peer = Peer(trainer, {}, head)
    validation = trainer.data.validation
    strokes, before = trainer.strokes("validation", 2), trainer.parameters()
    assert strokes is not None
    assert strokes.loss == pytest.approx(peer.learn(validation.x[2], validation.y[2]), rel=1e-5)
    agree(strokes, peer, before)
    np.testing.assert_allclose(strokes.errors, strokes.answers - strokes.targets, rtol=1e-5, atol=1e-7)
    assert strokes.nodes["output"].arriving.size == 0


BRANCHED = branched(HILLS)


def test_dropout_hands_on_what_it_gets_and_branches_add_up() -> None:
    trainer = Trainer(BRANCHED)
    strokes = trainer.strokes("train", 1)
    assert strokes is not None
    nodes, w = strokes.nodes, trainer.parameters()
    x = torch.tensor(trainer.data.train.x[1])
    linear = torch.nn.functional.linear
    left = torch.relu(linear(x, torch.tensor(w["left.weight"]), torch.tensor(w["left.bias"]))).requires_grad_()
    bent = torch.sin(left)
    right = torch.nn.functional.silu(linear(x, torch.tensor(w["right.weight"]), torch.tensor(w["right.bias"])))
    answer = linear(bent + right, torch.tensor(w["output.weight"]), torch.tensor(w["output.bias"]))
    torch.nn.functional.mse_loss(answer, torch.tensor([float(trainer.data.train.y[1])])).backward()
    close(nodes["drop"].values, left)
    close(nodes["bent"].values, bent)
    close(nodes["right"].values, right)
    assert left.grad is not None
    close(nodes["left"].arriving, left.grad)
    close(nodes["drop"].arriving, left.grad)
    close(nodes["bent"].slopes, torch.cos(left))
    np.testing.assert_allclose(nodes["sum"].values, nodes["bent"].values + nodes["right"].values, rtol=1e-6)


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_a_step_that_is_made_leaves_what_the_update_promised_and_pytorch_has(settings: dict[str, Any]) -> None:
    """Three of them, on points of our own choosing, after steps of the epoch that PyTorch takes too."""
    trainer = Trainer(chain(dense(5), dense(4), data=HILLS, learning_rate=RATE, batch_size=1, **settings))
    peer = Peer(trainer, settings)
    train = trainer.data.train
    for index in (3, 17, 3):
        promised = trainer.strokes("train", index)
        assert promised is not None
        losses = trainer.learn(index)
        assert losses is not None
        loss = peer.learn(train.x[index], train.y[index])
        assert losses[0] == promised.loss == pytest.approx(loss, rel=1e-5)
        for layer in LAYERS:
            for name in ("weight", "bias"):
                made = trainer.weights(layer)[name]
                np.testing.assert_array_equal(made, promised.nodes[layer].after[name])
                close(made, peer.p[f"{layer}.{name}"])
        again = trainer.strokes("train", index)
        assert again is not None
        assert losses[1] == again.loss
