"""One step of learning from one point, stroke by stroke: what it leaves alone, and what it says."""

from __future__ import annotations

import numpy as np
import pytest

from descent.document import Document
from descent.document.parse import to_document
from descent.problems import DescentError
from descent.training.trainer import Trainer
from support.networks import branched, chain, dense

HILLS = {"dataset": {"kind": "hills", "points": 80}, "standardise": True}
MOONS = {"dataset": {"kind": "moons", "points": 80}}
IRIS = {"dataset": {"kind": "iris"}, "standardise": True}
RATE = 0.05
BRANCHED = branched(HILLS)


@pytest.mark.parametrize("document", [BRANCHED, chain(dense(5), data=MOONS, optimizer={"kind": "adam"})])
def test_looking_changes_nothing_bit_for_bit(document: Document) -> None:
    trainer = Trainer(document)
    for _ in range(5):
        trainer.step()
    before = trainer.checkpoint()
    for index in range(4):
        assert trainer.strokes("train", index) is not None
    assert trainer.checkpoint() == before
    other = Trainer.restore(before)
    for one in (trainer, other):
        for _ in range(20):
            one.step()
    assert trainer.checkpoint() == other.checkpoint()


def test_what_is_held_stays_and_what_is_silent_is_zero() -> None:
    document = chain(dense(3), data=HILLS, optimizer={"kind": "adam"}, l2=0.1)
    drawn = document.model_dump(mode="json")
    drawn["network"]["nodes"][1]["held"] = {"silent_units": [1], "frozen_weights": [[0, 1]]}
    trainer = Trainer(to_document(drawn))
    for _ in range(3):
        trainer.step()
    strokes = trainer.strokes("train", 0)
    assert strokes is not None
    layer, output = strokes.nodes["layer1"], strokes.nodes["output"]
    assert layer.values[1] == 0
    assert layer.gradients[1] == 0
    assert output.raw["weight"][0, 1] == 0
    moved = layer.after["weight"] != layer.before["weight"]
    assert moved.tolist() == [[True, False], [False, False], [True, True]]
    np.testing.assert_allclose(
        output.sums, output.before["weight"] @ layer.values + output.before["bias"], rtol=1e-5, atol=1e-7
    )


def test_the_rate_is_the_one_of_the_step_to_come() -> None:
    schedule = {"kind": "exponential", "decay": 0.5}
    trainer = Trainer(chain(dense(3), data=HILLS, learning_rate=RATE, schedule=schedule, batch_size=4096))
    trainer.run(2)
    strokes = trainer.strokes("train", 0)
    assert strokes is not None
    assert strokes.rate == pytest.approx(RATE * 0.25)


def test_there_is_nothing_about_a_point_that_is_not_there() -> None:
    trainer = Trainer(chain(dense(3), data=HILLS))
    assert trainer.strokes("train", len(trainer.data.train)) is None


def test_a_step_that_is_made_counts_and_is_recorded_and_the_epoch_stays_where_it_was() -> None:
    trainer = Trainer(chain(dense(4), {"kind": "dropout", "rate": 0.5}, data=HILLS, optimizer={"kind": "adam"}))
    trainer.step()
    time, records = trainer.time, len(trainer.history)
    losses = trainer.learn(2)
    assert losses is not None
    assert losses[1] < losses[0]
    assert (trainer.step_count, trainer.time) == (2, time)
    assert len(trainer.history) == records + 1
    assert trainer.history[-1].step == 2
    assert trainer.history[-1] == trainer.evaluate()


def test_after_it_training_draws_what_it_would_have_drawn() -> None:
    """Where all is frozen the step changes no number, and what follows is the same run."""
    free = chain(dense(3), {"kind": "dropout", "rate": 0.5}, data=HILLS)
    drawn = free.model_dump(mode="json")
    for node in drawn["network"]["nodes"]:
        node["held"] = {"frozen": True}
    trainer, other = Trainer(free), Trainer(free)
    for one in (trainer, other):
        one.step()
        one.apply(to_document(drawn))
    assert trainer.learn(0) is not None
    for one in (trainer, other):
        one.apply(free)
        for _ in range(20):
            one.step()
    for name, array in trainer.parameters().items():
        np.testing.assert_array_equal(array, other.parameters()[name])


def test_it_is_in_the_checkpoint_with_the_optimizers_memory() -> None:
    trainer = Trainer(chain(dense(4), data=MOONS, optimizer={"kind": "adam"}))
    trainer.step()
    trainer.learn(5)
    other = Trainer.restore(trainer.checkpoint())
    for one in (trainer, other):
        one.learn(6)
        one.step()
    assert trainer.checkpoint() == other.checkpoint()


def test_what_is_held_learns_nothing_from_one_point_either() -> None:
    drawn = chain(dense(3), data=HILLS).model_dump(mode="json")
    drawn["network"]["nodes"][1]["held"] = {"frozen_units": [1]}
    trainer = Trainer(to_document(drawn))
    before = trainer.parameters()["layer1.weight"]
    trainer.learn(0)
    assert (trainer.parameters()["layer1.weight"] != before).any(1).tolist() == [True, False, True]


def test_there_is_no_learning_from_a_point_that_is_not_there() -> None:
    trainer = Trainer(chain(dense(3), data=HILLS))
    before = trainer.checkpoint()
    assert trainer.learn(len(trainer.data.train)) is None
    assert trainer.checkpoint() == before


def test_a_step_that_would_leave_no_numbers_is_not_made() -> None:
    trainer = Trainer(chain(dense(3), data=HILLS))
    for _ in range(2):
        trainer.set_weight("output", 0, 0, 1e20)
        trainer.set_weight("layer1", 0, 0, 1e20)
    before = trainer.checkpoint()
    with pytest.raises(DescentError) as error:
        trainer.learn(0)
    assert error.value.problems[0].code == "training.lesson_not_finite"
    assert trainer.checkpoint() == before
