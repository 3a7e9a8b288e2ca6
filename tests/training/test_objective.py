"""What outputs should say, and what that which they say means."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from descent.training.trainer import Trainer
from support.networks import chain, dense

TWO = {"dataset": {"kind": "spiral"}}
MANY = {"dataset": {"kind": "iris"}}
NUMBERS = {"dataset": {"kind": "diabetes"}}


def objective(data: dict[str, Any], loss: str, activation: str = "auto") -> Any:
    trainer = Trainer(chain(dense(2), data=data, loss={"kind": loss}, output={"activation": activation}))
    return trainer._course.shop.objective


@pytest.mark.parametrize(
    ("loss", "activation", "low"),
    [
        ("squared", "auto", -1),
        ("squared", "sigmoid", 0),
        ("squared", "relu", 0),
        ("absolute", "linear", -1),
        ("hinge", "auto", -1),
        ("hinge", "sigmoid", -1),
        ("binary_cross_entropy", "auto", 0),
    ],
)
def test_two_classes_are_told_by_one_output(loss: str, activation: str, low: int) -> None:
    found = objective(TWO, loss, activation)
    train = found.data.train
    targets = found.targets(train)
    assert targets.shape == (1, len(train))
    assert np.array_equal(targets[0], np.where(train.y == 1, 1, low))
    middle = (1 + low) / 2
    answers = np.array([[middle - 0.1, middle + 0.1, middle - 9, middle + 9]], np.float32)
    assert found.decide(answers).tolist() == [False, True, False, True]
    shares = found.decode(answers)
    assert shares[:2, 1] == pytest.approx([0.5 - 0.1 / (1 - low), 0.5 + 0.1 / (1 - low)])
    assert shares[2:].tolist() == [[1, 0], [0, 1]]


@pytest.mark.parametrize(("loss", "low"), [("squared", 0), ("hinge", -1), ("categorical_cross_entropy", 0)])
def test_several_classes_have_an_output_each(loss: str, low: int) -> None:
    found = objective(MANY, loss)
    train = found.data.train
    targets = found.targets(train)
    assert np.array_equal(targets.argmax(0), train.y)
    assert set(np.unique(targets)) == {low, 1}
    assert (targets.sum(0) == 1 + 2 * low).all()
    assert found.decide(targets).tolist() == train.y.tolist()
    assert found.decode(np.full((3, 1), low - 5.0, np.float32)) == pytest.approx(1 / 3)


def test_numbers_are_learnt_in_the_networks_units_and_said_in_those_of_the_data() -> None:
    found = objective(NUMBERS, "squared")
    train = found.data.train
    targets = found.targets(train)
    assert targets.mean() == pytest.approx(0, abs=1e-5)
    assert targets.std() == pytest.approx(1, abs=1e-5)
    said = found.decode(targets)
    assert said.shape == (len(train), 1)
    assert said.mean() == pytest.approx(found.data.target_mean, rel=1e-5)
    assert said.std() == pytest.approx(found.data.target_scale, rel=1e-4)
