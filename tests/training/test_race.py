"""A race: every run comes to the very bits that it would have come to alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from descent.document import Change, Document, change
from descent.ops.activations import Activation
from descent.ops.optimizers import Optimizer
from descent.problems import DescentError
from descent.training.race import Race
from descent.training.trainer import Trainer
from support.cases import at_most
from support.networks import chain, dense, drawing, holding

STEPS = 23
BASE = chain(
    dense(6),
    {"kind": "dropout", "rate": 0.3},
    dense(4, "relu"),
    optimizer={"kind": "adam"},
    l2=0.001,
    batch_size=8,  # 42 points: five whole batches and one of two
)


def variants(document: Document, runs: int = 4) -> list[Document]:
    """With seeds and learning rates of their own; two have the same rate."""
    return [
        change(
            document,
            [
                Change(path=["training", "seed"], value=10 + run),
                Change(path=["training", "learning_rate"], value=0.01 * (1 + run // 2)),
            ],
        )
        for run in range(runs)
    ]


def alone(document: Document, steps: int = STEPS) -> Trainer:
    trainer = Trainer(document)
    for _ in range(steps):
        trainer.step()
    return trainer


def same(first: dict[str, Any], second: dict[str, Any]) -> None:
    for name, array in first.items():
        assert array.tobytes() == np.ascontiguousarray(second[name]).tobytes(), name


def assert_as_alone(documents: list[Document], steps: int = STEPS) -> None:
    race = Race(documents)
    for _ in range(steps):
        race.step()
    for run, document in enumerate(documents):
        same(race.parameters(run), alone(document, steps).parameters())


def test_runs_that_differ_in_seed_and_rate() -> None:
    assert_as_alone(variants(BASE))


@pytest.mark.parametrize("activation", sorted(Activation.kinds))
def test_every_activation(activation: str) -> None:
    assert_as_alone(variants(chain(dense(5, activation), dense(3, activation), batch_size=9), 3), 12)


@pytest.mark.parametrize("kind", sorted(set(Optimizer.kinds) - {"muon"}))
def test_optimizers(kind: str) -> None:
    assert_as_alone(
        variants(chain(dense(5), optimizer={"kind": kind}, l1=0.001, clip={"kind": "value", "limit": 0.05}))
    )


@pytest.mark.parametrize("loss", ["binary_cross_entropy", "categorical_cross_entropy", "absolute", "huber", "hinge"])
def test_losses_and_schedules(loss: str) -> None:
    assert_as_alone(variants(chain(dense(5), loss={"kind": loss}, schedule={"kind": "cosine", "epochs": 3})))


def test_convolution_and_pooling() -> None:
    conv = {"kind": "conv2d", "channels": 4, "padding": "same"}
    layers = [conv, {"kind": "max_pool"}, {**conv, "groups": 2, "dilation": 2}, {"kind": "average_pool"}]
    document = chain(
        *layers,
        {"kind": "global_max_pool"},
        data={"dataset": {"kind": "digits"}},
        loss={"kind": "categorical_cross_entropy"},
        batch_size=32,
    )
    assert_as_alone(variants(document, 2), 6)


def test_joins_images_and_what_is_held() -> None:
    layers = {
        "input": {"kind": "input"},
        "flat": {"kind": "flatten"},
        "a": dense(5, "relu"),
        "b": dense(5),
        "sum": {"kind": "add"},
        "both": {"kind": "concatenate"},
        "product": {"kind": "multiply"},
        "output": {"kind": "output"},
    }
    wires = ["input flat", "flat a", "flat b", "a sum", "b sum", "a both", "sum both", "both product", "both product"]
    wires = [*wires[:-2], "a product", "sum product", "product last", "both last", "last output"]
    layers = {**layers, "last": {"kind": "concatenate"}}
    document = drawing(layers, wires, {"dataset": {"kind": "digits"}}, loss={"kind": "categorical_cross_entropy"})
    held = holding(document, a={"silent_units": [1]}, b={"frozen": True, "silent_weights": [[0, 3]]})
    assert_as_alone(variants(held, 3), 12)


def test_initialisers_may_differ() -> None:
    zeros = chain(dense(3, weight_init={"kind": "normal"}))
    other = chain(dense(3, weight_init={"kind": "orthogonal"}))
    assert_as_alone([zeros, other], 7)


@settings(max_examples=at_most(15), deadline=None, derandomize=True)
@given(
    widths=st.lists(st.integers(1, 17), min_size=1, max_size=3),
    batch=st.integers(1, 20),
    runs=st.integers(1, 9),
    activation=st.sampled_from(["tanh", "relu", "sigmoid", "softmax"]),
)
def test_any_widths_batches_and_numbers_of_runs(widths: list[int], batch: int, runs: int, activation: str) -> None:
    document = chain(*(dense(width, activation) for width in widths), batch_size=batch, optimizer={"kind": "adam"})
    assert_as_alone(variants(document, runs), 9)


def test_what_a_race_tells_is_what_the_trainers_tell() -> None:
    documents = variants(BASE)
    race = Race(documents)
    standings = race.run(epochs=3)
    assert race.epoch == 3
    for standing, document in zip(standings, documents, strict=True):
        record = Trainer(document).run(epochs=3)
        assert (standing.train_loss, standing.validation_loss) == (record.train_loss, record.validation_loss)
        assert (standing.train_score, standing.validation_score) == (record.train_score, record.validation_score)


def test_a_trainer_goes_on_from_a_run_and_the_race_does_not_mind() -> None:
    documents = variants(BASE)
    race, twin = Race(documents), Race(documents)
    for _ in range(9):  # within an epoch
        race.step()
        twin.step()
    trainer = race.trainer(2)
    assert (trainer.step_count, trainer.epoch) == (9, 1)
    trainer.advance(600, steps=STEPS - 9)
    same(trainer.parameters(), alone(documents[2]).parameters())
    for _ in range(STEPS - 9):
        race.step()
        twin.step()
    for run in range(len(documents)):
        same(race.parameters(run), twin.parameters(run))


def test_loaded_weights_are_those_that_a_run_goes_on_from() -> None:
    documents = variants(BASE, 2)
    race = Race(documents)
    race.load_parameters(1, race.parameters(0))
    same(race.parameters(1), race.parameters(0))
    with pytest.raises(DescentError, match=r"layer1.weight"):
        race.load_parameters(0, {})


def test_a_run_that_blows_up_leaves_the_others_alone() -> None:
    wild = chain(dense(4, "linear"), data={"dataset": {"kind": "plane"}}, learning_rate=100)
    calm = change(wild, [Change(path=["training", "learning_rate"], value=0.01)])
    race = Race([calm, wild])
    for _ in range(STEPS):
        race.step()
    assert not np.isfinite(race.parameters(1)["output.weight"]).all()
    same(race.parameters(0), alone(calm).parameters())


def test_what_may_not_differ_is_refused_in_words() -> None:
    with pytest.raises(DescentError, match="1 to 64 runs; 65 were given"):
        Race([BASE] * 65)
    with pytest.raises(DescentError, match="1 to 64 runs; 0 were given"):
        Race([])
    for path, value, part in (
        (["training", "batch_size"], 4, "training"),
        (["network", "nodes", 1, "layer", "units"], 7, "network"),
        (["data", "seed"], 3, "data"),
    ):
        with pytest.raises(DescentError, match=f"Run 2 of the race differs from the first in its {part}"):
            Race([BASE, change(BASE, [Change(path=path, value=value)])])
    clipped = chain(dense(4), clip={"kind": "norm", "limit": 1.0})
    with pytest.raises(DescentError, match="one after another"):
        Race(variants(clipped))
