"""What a case says about layers and data, against the training's own numbers and plain loops."""

from __future__ import annotations

from math import sqrt

import numpy as np

from coach.runs import data, edited, watched
from descent.coach.case import Layer
from descent.examples import load_example
from support.networks import chain, dense

WHOLE = {"dataset": {"kind": "iris"}, "standardise": True}
SOFTMAX = {"loss": {"kind": "categorical_cross_entropy"}}


def layer(layers: tuple[Layer, ...], node: str) -> Layer:
    return next(one for one in layers if one.node == node)


def test_gradients_are_those_of_a_step_over_all_points() -> None:
    """With one batch of all points, a step's gradients are those that the sample's 105 of 105 points give."""
    document = chain(dense(5), dense(4, "sigmoid"), data=WHOLE, batch_size=4096, learning_rate=1e-6, **SOFTMAX)
    run = watched(document, 0)
    case = run.case()
    run.trainer.step()
    for node in ("layer1", "layer2", "output"):
        last = run.trainer.last_step(node)
        assert last is not None
        wanted = last.parameters["weight"]
        root = sqrt(float((wanted.astype(np.float64) ** 2).mean()))
        assert np.isclose(layer(case.layers, node).gradient, root, rtol=1e-5)


def test_zero_and_saturated_shares_are_counted() -> None:
    document = chain(dense(6, "relu"), dense(5, "tanh"), dense(4, "sigmoid"), data=WHOLE, **SOFTMAX)
    run = watched(document, 0)
    run.trainer.load_parameters({name: 6 * array for name, array in run.trainer.parameters().items()})
    case = run.case()
    says = run.trainer.observe(run.trainer.data.train.raw)
    for unit, values in enumerate(says["layer1"]):
        assert np.isclose(layer(case.layers, "layer1").zero[unit], sum(v == 0 for v in values) / len(values))
    for unit, values in enumerate(says["layer2"]):
        flat = sum(1 - float(v) ** 2 < 0.05 for v in values) / len(values)
        assert np.isclose(layer(case.layers, "layer2").saturated[unit], flat)
    for unit, values in enumerate(says["layer3"]):
        flat = sum(4 * float(v) * (1 - float(v)) < 0.05 for v in values) / len(values)
        assert np.isclose(layer(case.layers, "layer3").saturated[unit], flat)
    assert layer(case.layers, "layer2").saturated.max() > 0.2, "six times the weights saturate some"


def test_silent_units_are_neither_dead_nor_saturated() -> None:
    """They say 0 because they are to, which for a sigmoid is the end of its range."""
    layers = (dense(6, "relu"), dense(4, "sigmoid"), dense(3, "sigmoid"))
    document = chain(*layers, data=WHOLE, **SOFTMAX)
    silenced = edited(document, network__nodes__1__held__silent_units=[0, 2], network__nodes__2__held__silent=True)
    before, case = watched(document, 0).case(), watched(silenced, 0).case()
    first, second, third, _ = case.layers
    assert first.zero[[0, 2]].tolist() == [0, 0]
    assert first.zero[[1, 3, 4, 5]].tolist() == before.layers[0].zero[[1, 3, 4, 5]].tolist()
    assert (second.zero.tolist(), second.saturated.tolist()) == ([0] * 4, [0] * 4)
    assert [layer.silent for layer in (first, second, third)] == [False, True, False]
    assert case.cut
    assert not before.cut


def test_inputs_are_as_the_network_gets_them() -> None:
    raw = watched(load_example("breast_cancer"), 0).case().inputs
    assert np.allclose(raw.mean, 0, atol=1e-5)
    assert np.allclose(raw.spread, 1, atol=1e-5)
    plain = watched(edited(load_example("breast_cancer"), data__standardise=False), 0)
    x = plain.trainer.data.train.x
    case = plain.case()
    assert np.allclose(case.inputs.mean, [column.mean(dtype=np.float64) for column in x.T])
    assert case.inputs.counts.sum() == case.inputs.points == len(x)


def test_skill_is_zero_for_a_guess_and_one_for_perfection() -> None:
    document = chain(dense(4), data=data("gaussians", share=0.2), loss={"kind": "binary_cross_entropy"})
    case = watched(document, 0).case()
    scores = case.records.train_score
    for score, skill in ((0.8, 0.0), (0.9, 0.5), (1.0, 1.0)):
        scores[...] = score
        case.__dict__.pop("skill", None)
        assert np.isclose(case.skill, skill, atol=0.01)
