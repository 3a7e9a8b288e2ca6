"""One step of learning from one point, stroke by stroke: what it leaves alone, and what it says."""

from __future__ import annotations

import numpy as np
import pytest

from descent.document import Document
from descent.document.parse import to_document
from descent.training.trainer import Trainer
from support.networks import chain, dense, drawing

HILLS = {"dataset": {"kind": "hills", "points": 80}, "standardise": True}
MOONS = {"dataset": {"kind": "moons", "points": 80}}
IRIS = {"dataset": {"kind": "iris"}, "standardise": True}
RATE = 0.05
BRANCHED = drawing(
    {
        "input": {"kind": "input"},
        "left": dense(3, "relu"),
        "drop": {"kind": "dropout", "rate": 0.5},
        "bent": {"kind": "activation", "activation": "sine"},
        "right": dense(3, "silu"),
        "sum": {"kind": "add"},
        "output": {"kind": "output"},
    },
    ["input left", "input right", "left drop", "drop bent", "bent sum", "right sum", "sum output"],
    data=HILLS,
)


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
