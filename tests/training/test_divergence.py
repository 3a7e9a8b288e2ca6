"""When the numbers blow up: the exact step, where, why, and the way back."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from descent.document import Document
from descent.problems import Diverged
from descent.training import rescue
from descent.training.trainer import Trainer
from support.networks import chain, dense

HILLS = {"dataset": {"kind": "hills", "points": 100}}


def wild(rate: float = 0.3, **training: Any) -> Document:
    return chain(dense(8, "linear"), dense(8, "linear"), data=HILLS, learning_rate=rate, **training)


def creeping() -> Document:
    """A linear network just beyond the stable rate: the miss grows by some tenths a step, for hundreds of steps."""
    return chain(data=HILLS, learning_rate=0.1, batch_size=16)


def first_bad_step(document: Document) -> int:
    """The slow way: one step after another, looking at all numbers after each."""
    trainer = Trainer(document)
    for step in range(1, 2_000):
        try:
            trainer.step()
        except Diverged:
            return step
        assert all(np.isfinite(array).all() for array in trainer.parameters().values())
    raise AssertionError("it never blew up")


@pytest.mark.parametrize(
    "document",
    [
        wild(),
        creeping(),
        wild(30.0, batch_size=7),
        wild(100.0, clip={"kind": "value", "limit": 1e6}),
    ],
    ids=["fast", "slow", "at once", "clipped"],
)
def test_it_stops_at_the_exact_step_however_long_the_slice(document: Document) -> None:
    expected = first_bad_step(document)
    trainer = Trainer(document)
    with pytest.raises(Diverged) as caught:
        trainer.advance(600, steps=100_000)
    assert trainer.step_count == expected
    (problem,) = caught.value.problems
    assert problem.params["step"] == expected
    assert trainer.diverged == problem
    assert all(np.isfinite(array).all() for array in trainer.parameters().values()), "the update is not made"
    assert all(np.isfinite(record.train_loss) for record in trainer.history)


def test_the_same_step_is_found_from_any_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    document = creeping()
    expected = first_bad_step(document)
    assert expected > 100
    monkeypatch.setattr(rescue, "LEAST_AGE", 0.0)
    monkeypatch.setattr(rescue, "COST_SHARE", 1e9)
    for slices in (1, 3, 8):
        trainer = Trainer(document)
        while trainer.step_count < expected - slices:
            trainer.advance(600, steps=slices)
        with pytest.raises(Diverged):
            trainer.advance(600, steps=slices)
        assert trainer.step_count == expected


def test_every_record_is_there_once_although_steps_were_taken_again() -> None:
    trainer = Trainer(creeping())
    with pytest.raises(Diverged):
        trainer.advance(600, steps=100_000)
    steps = [record.step for record in trainer.history]
    assert len(steps) > 20
    assert steps == list(range(0, 5 * len(steps), 5))


def test_the_way_back_leads_to_before_the_loss_began_to_climb() -> None:
    trainer = Trainer(creeping())
    with pytest.raises(Diverged):
        trainer.advance(600, steps=100_000)
    trainer.rewind()
    assert trainer.history[-1].train_loss <= 2 * trainer.history[0].train_loss
    assert max(record.train_loss for record in trainer.history) > 1e6


def test_a_step_that_blew_up_is_found_right_after_an_edit() -> None:
    """The copy that it is looked for from must be one of after the edit."""
    calm = chain(data=HILLS, learning_rate=0.01, batch_size=16)
    wide = chain(dense(3, "linear"), data=HILLS, learning_rate=0.3, batch_size=16)
    found = []
    for slices in (1, 100_000):
        trainer = Trainer(calm)
        trainer.advance(600, steps=33)
        trainer.apply(creeping())
        trainer.advance(600, steps=12)
        trainer.apply(wide)
        with pytest.raises(Diverged):  # noqa: PT012
            while True:
                trainer.advance(600, steps=slices)
        found.append(trainer.step_count)
    assert found[0] == found[1] > 45


def test_it_says_in_words_what_blew_up_and_what_to_do() -> None:
    trainer = Trainer(wild())
    with pytest.raises(Diverged) as caught:
        trainer.run(epochs=1_000)
    (problem,) = caught.value.problems
    assert problem.node in {"layer1", "layer2", "output"}
    text = str(caught.value)
    assert text.startswith(f"Step {trainer.step_count}: ")
    assert "learning rate of 0.3 " in text
    assert "o back" in text


def overflowing(**weights: float) -> Trainer:
    trainer = Trainer(chain(dense(2, "linear"), dense(2, "linear"), data=HILLS))
    trainer.load_parameters(
        {
            name: np.full_like(array, weights.get(name.split(".")[0], 0.1))
            for name, array in trainer.parameters().items()
        }
    )
    return trainer


@pytest.mark.parametrize(
    ("weights", "code", "node"),
    [
        ({"layer1": 1e38}, "diverged.answers", "layer1"),
        ({"layer1": 1e20, "layer2": 1e20}, "diverged.answers", "layer2"),
        ({"layer1": 1e18, "layer2": 1e18}, "diverged.gradient", "output"),
        ({"layer1": 1e12, "layer2": 1e12, "output": 1e-3}, "diverged.gradient", "output"),
        ({"output": 1e30, "layer2": 1e12, "layer1": 1e-6}, "diverged.answers", "output"),
    ],
)
def test_the_first_layer_that_blew_up_is_blamed(weights: dict[str, float], code: str, node: str) -> None:
    trainer = overflowing(**weights)
    with pytest.raises(Diverged) as caught:
        trainer.step()
    (problem,) = caught.value.problems
    assert (problem.code, problem.node) == (code, node)
    assert problem.sentence()


def test_an_update_that_overshoots_is_told_from_a_gradient_that_is_infinite() -> None:
    trainer = Trainer(chain(dense(2, "linear"), data=HILLS, learning_rate=100.0, optimizer={"kind": "sgd"}))
    scale = {"layer1.weight": 1e12, "output.weight": 1e12}
    trainer.load_parameters(
        {name: np.full_like(array, scale.get(name, 0)) for name, array in trainer.parameters().items()}
    )
    with pytest.raises(Diverged) as caught:
        trainer.step()
    assert caught.value.problems[0].code == "diverged.update"


def test_a_loss_that_is_infinite_though_all_numbers_are_finite_stops_training_too() -> None:
    """Clipped by value, the weights hardly move; but the square of the answers is beyond what a float can hold."""
    trainer = Trainer(
        chain(dense(2, "linear"), data=HILLS, learning_rate=1e-6, clip={"kind": "value", "limit": 1.0}, batch_size=70)
    )
    scale = {"layer1.weight": 1e10, "output.weight": 1e10}
    trainer.load_parameters(
        {name: np.full_like(array, scale.get(name, 0)) for name, array in trainer.parameters().items()}
    )
    with pytest.raises(Diverged) as caught:
        trainer.run(epochs=1)
    assert caught.value.problems[0].code == "diverged.loss"
    assert trainer.step_count == 1


def test_nothing_goes_on_until_it_is_undone() -> None:
    trainer = Trainer(wild())
    with pytest.raises(Diverged):
        trainer.run(epochs=1_000)
    stopped = trainer.step_count
    for again in (trainer.step, lambda: trainer.advance(1), lambda: trainer.run(epochs=1)):
        with pytest.raises(Diverged):
            again()
    assert trainer.step_count == stopped
    trainer.evaluate()
    trainer.predict(np.zeros((3, 2)))


def test_rewinding_goes_back_to_a_sane_moment_and_a_smaller_rate_then_works() -> None:
    document = chain(dense(8), data=HILLS, learning_rate=0.05)
    trainer = Trainer(document)
    trainer.run(epochs=5)
    good, loss = trainer.parameters(), trainer.history[-1].train_loss
    too_fast = document.model_copy(update={"training": document.training.model_copy(update={"learning_rate": 100.0})})
    straight = chain(dense(8, "linear"), data=HILLS, learning_rate=100.0)
    trainer.apply(too_fast)
    trainer.apply(straight)
    with pytest.raises(Diverged):
        trainer.run(epochs=1_000)
    assert trainer.rewind_step == 35
    trainer.apply(document)  # the remedy, before or after the way back
    assert trainer.rewind() == 35
    assert trainer.diverged is None
    assert (trainer.step_count, trainer.epoch) == (35, 5)
    assert all(np.array_equal(good[name], array) for name, array in trainer.parameters().items())
    assert trainer.history[-1].step == 35
    assert trainer.history[-1].train_loss == loss
    assert trainer.run(epochs=3).train_loss < loss


def test_rewinding_after_the_network_was_edited_keeps_what_has_a_place() -> None:
    trainer = Trainer(wild())
    good = trainer.parameters()
    with pytest.raises(Diverged):
        trainer.run(epochs=1_000)
    trainer.apply(chain(dense(5, "linear"), dense(8, "linear"), data=HILLS, learning_rate=0.01))
    assert trainer.rewind() == 0
    assert np.array_equal(trainer.parameters()["layer1.weight"], good["layer1.weight"][:5])
    trainer.run(epochs=1)


def test_reset_is_a_way_back_too() -> None:
    trainer = Trainer(wild())
    with pytest.raises(Diverged):
        trainer.run(epochs=1_000)
    trainer.reset()
    trainer.step()
    assert trainer.step_count == 1


def test_a_checkpoint_of_a_diverged_training_knows_the_way_back() -> None:
    trainer = Trainer(wild())
    with pytest.raises(Diverged):
        trainer.run(epochs=1_000)
    again = Trainer.restore(trainer.checkpoint())
    assert again.diverged == trainer.diverged
    assert again.step_count == trainer.step_count
    with pytest.raises(Diverged):
        again.step()
    assert again.rewind() == trainer.rewind()
    assert all(np.array_equal(trainer.parameters()[name], array) for name, array in again.parameters().items())
