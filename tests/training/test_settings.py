"""Every option of every setting, tried for a few steps: it does what it says, and nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from descent.ops.activations import Activation
from descent.ops.initialisers import Initialiser
from descent.ops.losses import Loss
from descent.ops.optimizers import Optimizer
from descent.ops.schedules import Schedule
from descent.training.trainer import Trainer
from support.networks import chain, dense

MOONS = {"dataset": {"kind": "moons", "points": 100}, "standardise": True}


@pytest.mark.parametrize("optimizer", sorted(Optimizer.kinds))
@pytest.mark.parametrize("loss", sorted(Loss.kinds))
def test_every_loss_falls_under_every_optimizer(loss: str, optimizer: str) -> None:
    trainer = Trainer(
        chain(dense(8), data=MOONS, loss={"kind": loss}, optimizer={"kind": optimizer}, learning_rate=0.03)
    )
    record = trainer.run(epochs=15)
    assert record.train_loss < 0.9 * trainer.history[0].train_loss
    assert max(one.gradient_norm for one in trainer.history) > 0


@pytest.mark.parametrize("activation", sorted(Activation.kinds))
@pytest.mark.parametrize("loss", sorted(Loss.kinds))
def test_every_loss_falls_with_every_activation(loss: str, activation: str) -> None:
    trainer = Trainer(
        chain(dense(8, activation), data=MOONS, loss={"kind": loss}, optimizer={"kind": "adam"}, learning_rate=0.03)
    )
    assert trainer.run(epochs=15).train_loss < 0.9 * trainer.history[0].train_loss


@pytest.mark.parametrize("activation", sorted(Activation.kinds))
@pytest.mark.parametrize("kind", sorted(Initialiser.kinds))
def test_every_initialiser_before_every_activation(kind: str, activation: str) -> None:
    trainer = Trainer(chain(dense(6, activation, weight_init={"kind": kind}), data=MOONS))
    weight = trainer.parameters()["layer1.weight"]
    expected = {"zeros": 0.0, "constant": 0.1}.get(kind)
    if expected is not None:
        assert (weight == np.float32(expected)).all()
    else:
        assert len(np.unique(weight)) == weight.size
    assert (trainer.parameters()["layer1.bias"] == 0).all()
    trainer.run(epochs=1)


@pytest.mark.parametrize("kind", sorted(Schedule.kinds))
def test_every_schedule_sets_the_rate_of_each_step(kind: str) -> None:
    trainer = Trainer(chain(dense(4), data=MOONS, schedule={"kind": kind}, learning_rate=0.1, batch_size=7))
    schedule = trainer.document.training.schedule
    for step in range(25):
        trainer.step()
        assert trainer.evaluate().learning_rate == pytest.approx(0.1 * schedule.factor(np.array([step / 10]))[0])


def test_l1_makes_weights_vanish_and_l2_makes_them_small() -> None:
    def weights(**settings: Any) -> np.ndarray:
        trainer = Trainer(chain(dense(8), data=MOONS, learning_rate=0.03, **settings))
        trainer.run(epochs=60)
        return np.abs(np.concatenate([a.ravel() for name, a in trainer.parameters().items() if "weight" in name]))

    plain, sparse, small = weights(), weights(l1=0.05), weights(l2=0.1)
    assert (sparse < 0.01).sum() > (plain < 0.01).sum() + 5
    assert (small**2).sum() < 0.5 * (plain**2).sum()


def test_penalties_spare_the_biases() -> None:
    document = chain(dense(4, bias_init={"kind": "constant", "value": 3.0}), data=MOONS, learning_rate=1e-6, l2=100.0)
    trainer = Trainer(document)
    before = trainer.parameters()
    trainer.step()
    after = trainer.parameters()
    assert after["layer1.bias"] == pytest.approx(before["layer1.bias"], abs=1e-5)
    assert after["layer1.weight"] == pytest.approx(before["layer1.weight"] * (1 - 1e-4), abs=1e-5)
    assert not np.array_equal(after["layer1.weight"], before["layer1.weight"])


@pytest.mark.parametrize(
    ("clip", "limit"),
    [({"kind": "none"}, None), ({"kind": "value", "limit": 1e-3}, 1e-3), ({"kind": "norm", "limit": 1e-3}, 1e-3)],
)
def test_every_clip_keeps_its_limit(clip: dict[str, Any], limit: float | None) -> None:
    trainer = Trainer(chain(dense(8), data=MOONS, clip=clip))
    trainer.step()
    gradient = np.concatenate(
        [
            view.ravel()
            for node in ("layer1", "output")
            for view in trainer.last_step(node).parameters.values()  # type: ignore[union-attr]
        ]
    )
    largest, length = float(np.abs(gradient).max()), float(np.linalg.norm(gradient))
    if clip["kind"] == "value":
        assert largest == pytest.approx(limit, rel=1e-5)
        assert length > 2e-3
    elif clip["kind"] == "norm":
        assert length == pytest.approx(limit, rel=2e-3)
    else:
        assert largest > 1e-2
    assert trainer.evaluate().gradient_norm == pytest.approx(length, rel=1e-5)
