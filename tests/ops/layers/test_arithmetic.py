"""Arithmetic layers by hand, what is said where they get something else, and what only training sees of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from descent.engine.rows import never_negative
from descent.ops.layers.base import Shape
from descent.training.race import Race
from descent.training.trainer import Trainer
from support.networks import chain, dense, drawing
from support.single_layer import LAYER, SingleLayer, graph_of_case
from support.twins import Case

SPLIT = {"kind": "split", "start": 1, "length": 2}


def said(settings: dict[str, Any], *inputs: Any) -> np.ndarray:
    """What the layer gives for these inputs, of one point."""
    arrays = [np.array(one, float) for one in inputs]
    ours = SingleLayer(Case(settings, tuple(one.shape for one in arrays)), np.float64, 1)
    ours.parameters.initialise(np.random.default_rng(0))
    for number, one in enumerate(arrays):
        parameters = ours.parameters.of(f"before{number}")
        parameters["weight"][...], parameters["bias"][...] = 0, one.ravel()
    ours.run(ours.looking)
    return ours.looking.values[LAYER].data[..., 0]


@pytest.mark.parametrize(
    ("settings", "inputs", "expected"),
    [
        ({"kind": "subtract"}, ([5, 1], [2, 3], [1, 1]), [2, -3]),
        ({"kind": "average"}, ([5, 1], [2, 3], [2, 2]), [3, 2]),
        ({"kind": "maximum"}, ([5, 1], [2, 3]), [5, 3]),
        # 1 · 3 + 2 · 4
        ({"kind": "dot"}, ([1, 2], [3, 4]), [11]),
        ({"kind": "scale", "factor": -2.0}, ([1, -3],), [-2, 6]),
        # What is below zero leaks by a quarter, as it begins.
        ({"kind": "prelu"}, ([4, -4],), [4, -1]),
        # Halves (2, 3) and (1, −1): 2 · 1 and 3 · max(0, −1).
        ({"kind": "glu", "gate": "relu"}, ([2, 3, 1, -1],), [2, 0]),
        ({"kind": "maxout"}, ([1, 4, -2, -3],), [4, -2]),
        # exp(0), exp(ln 3): 1 and 3 of 4.
        ({"kind": "softmax", "axis": 2}, ([[0, np.log(3)], [7, 7]],), [[0.25, 0.75], [0.5, 0.5]]),
        (SPLIT, ([1, 2, 3, 4],), [2, 3]),
        ({"kind": "permute"}, ([[1, 2, 3], [4, 5, 6]],), [[1, 4], [2, 5], [3, 6]]),
    ],
    ids=lambda value: value["kind"] if isinstance(value, dict) else "",
)
def test_by_hand(settings: dict[str, Any], inputs: tuple[Any, ...], expected: list[Any]) -> None:
    assert said(settings, *inputs) == pytest.approx(np.array(expected, float))


def refusal(settings: dict[str, Any], *shapes: Shape) -> str:
    problems = {problem.node: problem for problem in graph_of_case(Case(settings, shapes)).problems}
    return problems[LAYER].sentence()


@pytest.mark.parametrize(
    ("settings", "shapes", "words"),
    [
        ({"kind": "dot"}, ((2,), (2,), (2,)), "exactly two wires, but 3 come in"),
        ({"kind": "maximum"}, ((2,), (3,)), "inputs of the same shape"),
        ({"kind": "glu"}, ((5,),), "gives 5, and 5 is odd"),
        ({"kind": "maxout", "pieces": 3}, ((4,),), "4 can’t be divided by 3"),
        ({"kind": "softmax", "axis": 3}, ((4, 2),), "along axis 3, but “Shape0” gives 4 × 2, which has 2"),
        (SPLIT, ((2,),), "up to place 3, but “Shape0” gives 2, which ends at 2"),
        ({"kind": "permute"}, ((2, 3, 4),), "in the order 2, 1, but “Shape0” gives 2 × 3 × 4, which has 3"),
    ],
    ids=lambda value: value["kind"] if isinstance(value, dict) else "",
)
def test_what_does_not_fit_is_refused_in_words(settings: dict[str, Any], shapes: tuple[Shape, ...], words: str) -> None:
    assert words in refusal(settings, *shapes)


def test_of_equals_the_first_gets_the_whole_gradient() -> None:
    ours = SingleLayer(Case({"kind": "maximum"}, ((3,), (3,))), np.float64)
    for node in ("before0", "before1"):
        ours.parameters.of(node)["weight"][...], ours.parameters.of(node)["bias"][...] = 0, 1
    ours.run(ours.training)
    assert (ours.gradients.of("before0")["bias"] != 0).all()
    assert (ours.gradients.of("before1")["bias"] == 0).all()


def test_noise_has_the_deviation_that_was_asked_for_and_use_is_without_it() -> None:
    ours = SingleLayer(Case({"kind": "gaussian_noise", "deviation": 0.5}, ((8,),)), np.float32, 4096)
    ours.run(ours.training)
    noise = ours.training.values[LAYER].rows[:-1] - ours.training.values["shape0"].rows[:-1]
    assert noise.std() == pytest.approx(0.5, rel=0.02)
    assert abs(noise.mean()) < 0.01
    ours.run(ours.looking)
    looked = ours.looking.values
    assert np.array_equal(looked[LAYER].rows, looked["shape0"].rows)


def test_noise_goes_on_from_a_checkpoint_and_runs_in_a_race() -> None:
    document = chain(dense(5), {"kind": "gaussian_noise"}, {"kind": "prelu"}, dense(3), batch_size=8)
    trainer = Trainer(document)
    trainer.advance(600, steps=7)
    again = Trainer.restore(trainer.checkpoint())
    race = Race([document, document])
    for one in (trainer, again):
        one.advance(600, steps=9)
    for _ in range(16):
        race.step()
    for name, array in trainer.parameters().items():
        assert array.tobytes() == again.parameters()[name].tobytes(), name
        assert array.tobytes() == np.ascontiguousarray(race.parameters(1)[name]).tobytes(), name


def test_what_comes_before_a_stop_stands_still() -> None:
    trainer = Trainer(chain(dense(5), {"kind": "stop_gradient"}, dense(3)))
    before = trainer.parameters()
    trainer.advance(600, steps=5)
    moved = {name for name, array in trainer.parameters().items() if not np.array_equal(array, before[name])}
    assert moved == {f"{node}.{name}" for node in ("layer3", "output") for name in ("weight", "bias")}


def test_what_may_turn_negative_is_not_taken_for_what_can_not() -> None:
    """Surgery inserts a ReLU as the identity only behind what is never negative."""
    layers = {
        "input": {"kind": "input"},
        "a": dense(3, "relu"),
        "b": dense(3, "sigmoid"),
        **{kind: {"kind": kind} for kind in ("subtract", "average", "maximum", "gaussian_noise")},
        "smaller": {"kind": "scale", "factor": 0.5},
        "turned": {"kind": "scale", "factor": -0.5},
        "learned": {"kind": "scale", "factor": 0.5, "learned": True},
        "all": {"kind": "concatenate"},
        "output": {"kind": "output"},
    }
    joins, chains = ("subtract", "average", "maximum"), ("gaussian_noise", "smaller", "turned", "learned")
    wires = ["input a", "input b", *(f"{one} {join}" for join in joins for one in "ab")]
    wires += [*(f"a {one}" for one in chains), *(f"{one} all" for one in (*joins, *chains)), "all output"]
    graph = Trainer(drawing(layers, wires)).graph
    assert never_negative(graph) == {"a", "b", "average", "maximum", "smaller"}
