"""The probes of one step of learning from one point: what the trainer says, part after part."""

from __future__ import annotations

import numpy as np
import pytest

from descent.probes.kinds import strokes as module
from descent.probes.kinds.strokes import Strokes
from descent.probes.kinds.verdict import Verdict
from descent.probes.sight import Sight
from descent.training.trainer import Trainer
from sessions.drawings import SPIRAL

TRAINER = Trainer(SPIRAL)


def test_a_layer_tells_its_strokes_part_after_part() -> None:
    strokes = TRAINER.strokes("train", 2)
    assert strokes is not None
    node = strokes.nodes["dense_1"]
    parts = [part.values for part in Strokes(split="train", index=2, node="dense_1").look(Sight(TRAINER))]
    wanted = [node.sums, node.slopes, node.values, node.arriving, node.gradients, np.zeros(1)]
    wanted += [stage[name] for name in ("weight", "bias") for stage in (node.before, node.raw, node.taken, node.after)]
    assert len(parts) == len(wanted) == 14
    for part, value in zip(parts, wanted, strict=True):
        np.testing.assert_array_equal(part, value.astype(np.float32))


def test_of_a_large_layer_only_one_unit_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_NUMBERS", 7)
    weights = TRAINER.weights("dense_1")
    for unit in (3, 99):
        parts = list(Strokes(split="train", index=0, node="dense_1", unit=unit).look(Sight(TRAINER)))
        assert parts[5].values[0] == unit
        np.testing.assert_array_equal(parts[6].values, weights["weight"][unit : unit + 1])
        np.testing.assert_array_equal(parts[10].values, weights["bias"][unit : unit + 1])
        assert parts[2].values.shape == (4,)


def test_the_verdict_has_target_answer_error_and_loss() -> None:
    strokes = TRAINER.strokes("validation", 1)
    assert strokes is not None
    targets, answers, errors, numbers = Verdict(split="validation", index=1).look(Sight(TRAINER))
    assert targets.values[0] == strokes.targets[0]
    assert answers.values[0] == strokes.answers[0]
    assert errors.values[0] == strokes.errors[0]
    np.testing.assert_allclose(numbers.values, [strokes.loss, strokes.rate], rtol=1e-6)


def test_a_point_or_node_that_is_not_there_has_no_answer() -> None:
    assert list(Strokes(split="train", index=10**6, node="dense_1").look(Sight(TRAINER))) == []
    assert list(Strokes(split="train", index=0, node="gone").look(Sight(TRAINER))) == []
    assert list(Verdict(split="train", index=10**6).look(Sight(TRAINER))) == []


def test_several_probes_of_a_picture_share_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(TRAINER, "strokes", lambda split, index: asked.append(index))
    sight = Sight(TRAINER)
    for node in ("input", "dense_1", "output"):
        Strokes(split="train", index=4, node=node).look(sight)
    Verdict(split="train", index=4).look(sight)
    assert asked == [4]
