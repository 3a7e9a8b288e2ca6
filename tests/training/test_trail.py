"""What every layer went through: sizes and spreads over time, with no effect on the training."""

from __future__ import annotations

import numpy as np
import pytest

from descent.document import Document
from descent.problems import Diverged
from descent.training.trail import BINS, GAP, MOST, Trail, spread
from descent.training.trainer import Trainer
from support.networks import chain, dense


def document(**training: object) -> Document:
    return chain(dense(5, "tanh"), dense(3, "relu"), batch_size=10, **training)


def train(trail: Trail, trainer: Trainer, steps: int) -> None:
    for _ in range(steps):
        trail.step(trainer, 0.0)


def twins(**training: object) -> tuple[Trainer, Trainer]:
    return Trainer(document(**training)), Trainer(document(**training))


@pytest.mark.parametrize("kind", ["sgd", "adam"])
def test_looking_changes_nothing(kind: str) -> None:
    watched, alone = twins(optimizer={"kind": kind})
    trail = Trail()
    for step in range(30):
        trail.step(watched, float(step)) if step % 3 == 0 else watched.step()
    for _ in range(30):
        alone.step()
    for name, values in alone.parameters().items():
        assert np.array_equal(values, watched.parameters()[name])
    assert list(alone.history) == list(watched.history)


@pytest.mark.parametrize("kind", ["sgd", "adam"])
def test_sizes_are_those_of_the_step(kind: str) -> None:
    watched, alone = twins(optimizer={"kind": kind}, learning_rate=0.05)
    trail = Trail()
    for _ in range(7):
        watched.step()
        alone.step()
    before = alone.parameters()
    alone.step()
    after = alone.parameters()
    trail.step(watched, 0.0)
    assert set(trail.curves()) == {"layer1", "layer2", "output"}
    for node, rows in trail.curves().items():
        weights, biases = f"{node}.weight", f"{node}.bias"
        old, new = (np.concatenate([now[weights].ravel(), now[biases]]) for now in (before, after))
        gradients = alone.last_step(node)
        assert gradients is not None
        time, gradient, size, ratio = rows[0].tolist()
        assert time == pytest.approx(alone.time)
        assert size == pytest.approx(float(np.linalg.norm(new)), rel=1e-5)
        assert ratio == pytest.approx(float(np.linalg.norm(new - old) / np.linalg.norm(old)), rel=1e-4)
        whole = np.concatenate([part.ravel() for part in gradients.parameters.values()])
        assert gradient == pytest.approx(float(np.linalg.norm(whole)), rel=1e-5)
        if kind == "sgd":
            assert ratio == pytest.approx(0.05 * gradient / np.linalg.norm(old), rel=1e-4)


def test_spreads_count_every_number_once() -> None:
    found = spread(np.array([-1, -1, 0.5, 1, np.nan, np.inf], np.float32))
    assert (found.low, found.high) == (-1, 1)
    assert found.counts[0] == 2
    assert found.counts[BINS * 3 // 4] == 1
    assert found.counts[-1] == 1
    assert found.counts.sum() == 4
    assert spread(np.full(9, 3, np.float32)).counts.sum() == 9
    assert spread(np.arange(1_000_000, dtype=np.float32)).counts.sum() <= 4_096


def test_spreads_are_of_weights_activations_and_gradients() -> None:
    trainer, trail = Trainer(document()), Trail()
    trail.step(trainer, 0.0)
    weights, activations, gradients = (trail.spread("layer1", of) for of in ("weights", "activations", "gradients"))
    assert weights.shape == activations.shape == gradients.shape == (1, 3 + BINS)
    assert weights[0, 3:].sum() == 5 * 3
    assert activations[0, 3:].sum() == 5 * 10
    assert gradients[0, 3:].sum() == 5 * 3
    assert np.abs(activations[0, 1:3]).max() <= 1
    assert trail.spread("nobody", "weights").shape == (0, 3 + BINS)


def test_samples_stay_few_and_even(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("descent.training.trail.thread_time", lambda: 0.0)  # looking costs nothing
    trainer, trail = Trainer(document()), Trail()
    for step in range(3_000):
        if trail.is_due(now := step * GAP):
            trail.step(trainer, now)
        else:
            trainer.step()
        assert len(trail.samples) <= MOST
    steps = [sample.step for sample in trail.samples]
    assert steps[0] == 1
    assert steps[-1] > 2_980
    gaps = np.diff(steps)
    assert max(gaps) <= 3 * min(gaps)


def test_the_next_look_is_due_when_a_hundred_times_its_cost_has_passed() -> None:
    trainer, trail = Trainer(document()), Trail()
    assert trail.is_due(0.0)
    trail.step(trainer, 100.0)
    assert not trail.is_due(100.01)
    assert trail.is_due(200.0)


def test_what_a_reset_abandons_is_forgotten() -> None:
    trainer, trail = Trainer(document()), Trail()
    train(trail, trainer, 5)
    trainer.reset()
    trail.step(trainer, 0.0)
    assert [sample.step for sample in trail.samples] == [1]


def test_layers_come_and_go() -> None:
    trainer, trail = Trainer(document()), Trail()
    trail.step(trainer, 0.0)
    trainer.apply(chain(dense(5, "tanh"), batch_size=10))
    trail.step(trainer, 0.0)
    assert {name: len(rows) for name, rows in trail.curves().items()} == {"layer1": 2, "layer2": 1, "output": 2}


def test_a_step_that_blows_up_leaves_no_sample() -> None:
    trainer, trail = Trainer(document(learning_rate=100.0, loss={"kind": "squared"})), Trail()
    trainer.load_parameters({name: values * 1e30 for name, values in trainer.parameters().items()})
    with pytest.raises(Diverged):
        train(trail, trainer, 200)
    assert all(sample.step < trainer.step_count for sample in trail.samples)


def test_numbers_that_lie_next_to_each_other_are_counted() -> None:
    values = np.array([1, np.nextafter(np.float32(1), np.float32(2))], np.float32)
    assert spread(values).counts.sum() == 2
