"""What judges the answers (ROC, precision-recall, calibration, residuals, worst points) against scikit-learn."""

from __future__ import annotations

from types import ModuleType
from typing import Any, Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent.data.metrics import confusion
from descent.document import Document
from descent.probes.kinds.calibration import Calibration, reliability
from descent.probes.kinds.confusion import Confusion
from descent.probes.kinds.precision_recall import PrecisionRecall
from descent.probes.kinds.residuals import Residuals, round_above
from descent.probes.kinds.roc import Roc
from descent.probes.kinds.worst import Worst
from descent.probes.part import Part
from descent.probes.ranking import drawn, rank
from descent.probes.sight import Sight
from descent.training.trainer import Trainer
from probes.test_kinds import DIABETES, DIGITS, HILLS, IRIS, SPIRAL_TRAINER, changed, decoded, look, of, trained
from sessions.drawings import SPIRAL

SplitName = Literal["train", "validation"]
SPLITS: tuple[SplitName, ...] = ("train", "validation")
TINY = 1.0 / 65_535


def with_loss(document: Document, loss: str) -> Document:
    return changed(document, "training", "loss", to={"kind": loss})


TANH = trained(with_loss(SPIRAL, "squared"))
HINGE = trained(with_loss(SPIRAL, "hinge"))
IRIS_HINGE = trained(with_loss(of("iris"), "hinge"))
# What two classes say, as more than one output, as shares, as numbers of either sign.
CASES = [
    (SPIRAL_TRAINER, 0),
    (SPIRAL_TRAINER, 1),
    (TANH, 0),
    (TANH, 1),
    (HINGE, 1),
    (IRIS, 2),
    (IRIS_HINGE, 1),
    (DIGITS, 7),
]


def truth_and_values(trainer: Trainer, split: SplitName, positive: int) -> tuple[Any, Any]:
    """Asked in another way: the output's own numbers, by `observe`."""
    points = trainer.data.train if split == "train" else trainer.data.validation
    says = trainer.observe(points.raw)[trainer.graph.output]
    values = says[positive] if len(says) > 1 else (says[0] if positive == 1 else -says[0])
    return points.y == positive, values


def curve(part: Part) -> Any:
    return part.lo + part.values.astype(float) / 65_535 * (part.hi - part.lo)


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize(("trainer", "positive"), CASES)
def test_the_roc_curve_and_its_area_are_scikit_learns(
    trainer: Trainer, positive: int, split: SplitName, sklearn: ModuleType
) -> None:
    points, limits, area = look(trainer, Roc(split=split, positive=positive))
    truth, values = truth_and_values(trainer, split, positive)
    false_rate, true_rate, _ = sklearn.metrics.roc_curve(truth, values, drop_intermediate=False)
    ours = curve(points)
    # Every point that is drawn is one of theirs, and theirs lie on the line through ours.
    for x, y in ours:
        assert np.min(np.hypot(false_rate - x, true_rate - y)) < 2 * TINY
    assert ours[0].tolist() == [0, 0]
    assert ours[-1].tolist() == [1, 1]
    assert np.trapezoid(ours[:, 1], ours[:, 0]) == pytest.approx(sklearn.metrics.auc(false_rate, true_rate), abs=1e-3)
    assert area.values[0] == pytest.approx(sklearn.metrics.roc_auc_score(truth, values), abs=1e-6)
    assert limits.values.shape == (len(ours),)


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize(("trainer", "positive"), CASES)
def test_precision_and_recall_are_scikit_learns(
    trainer: Trainer, positive: int, split: SplitName, sklearn: ModuleType
) -> None:
    points, _, told = look(trainer, PrecisionRecall(split=split, positive=positive))
    truth, values = truth_and_values(trainer, split, positive)
    precision, recall, _ = sklearn.metrics.precision_recall_curve(truth, values)
    for x, y in curve(points):
        assert np.min(np.hypot(recall - x, precision - y)) < 2 * TINY
    assert told.values[0] == pytest.approx(sklearn.metrics.average_precision_score(truth, values), abs=1e-6)
    assert told.values[1] == pytest.approx(truth.mean(), abs=1e-6)


def test_the_limit_of_a_point_of_the_curve_is_where_it_is_picked() -> None:
    points, limits, _ = look(SPIRAL_TRAINER, Roc(split="train", positive=1))
    truth, values = SPIRAL_TRAINER.data.train.y == 1, SPIRAL_TRAINER.answers("train")[0]
    for (false_rate, true_rate), limit in list(zip(curve(points), limits.values, strict=True))[1:]:
        picked = values >= limit
        assert np.mean(picked[truth]) == pytest.approx(true_rate, abs=2 * TINY)
        assert np.mean(picked[~truth]) == pytest.approx(false_rate, abs=2 * TINY)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 6)), min_size=2, max_size=60))
def test_ties_are_picked_together(sklearn: ModuleType, points: list[tuple[bool, int]]) -> None:
    truth = np.array([one for one, _ in points])
    values = np.array([value / 6 for _, value in points], np.float32)
    if truth.all() or not truth.any():
        return
    found = rank(truth, values)
    false_rate, true_rate, limits = sklearn.metrics.roc_curve(truth, values, drop_intermediate=False)
    np.testing.assert_allclose(found.misses / found.negatives, false_rate)
    np.testing.assert_allclose(found.hits / found.positives, true_rate)
    np.testing.assert_allclose(found.limits, limits[1:])


def test_a_curve_is_drawn_with_its_corners_and_both_ends() -> None:
    x = np.array([0, 0, 0, 1, 2, 3, 3])
    y = np.array([0, 1, 2, 2, 2, 3, 4])
    assert drawn(x, y, most=10).tolist() == [0, 2, 4, 5, 6]
    assert drawn(np.arange(1000) ** 2, np.arange(1000), most=100).tolist()[::99] == [0, 999]
    assert len(drawn(np.arange(1000) ** 2, np.arange(1000), most=100)) == 100


def test_there_is_no_curve_of_numbers_of_an_unknown_class_or_of_one_class_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for probe in (Roc, PrecisionRecall):
        assert look(DIABETES, probe(split="train", positive=0)) == []
        assert look(IRIS, probe(split="train", positive=3)) == []
    of_one_class = np.zeros_like(IRIS.data.train.y)
    monkeypatch.setattr(Sight, "truth", lambda *_: of_one_class)
    assert [look(IRIS, Roc(split="train", positive=one)) for one in range(3)] == [[], [], []]


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize(("trainer", "positive"), [*CASES, (IRIS, None), (DIGITS, None), (TANH, None)])
def test_the_reliability_diagram_is_scikit_learns(
    trainer: Trainer, positive: int | None, split: SplitName, sklearn: ModuleType
) -> None:
    means, counts, error = look(trainer, Calibration(split=split, positive=positive))
    points = trainer.data.train if split == "train" else trainer.data.validation
    shares = trainer.predict(points.raw).astype(np.float64)
    said = shares.max(1) if positive is None else shares[:, positive]
    true = shares.argmax(1) == points.y if positive is None else points.y == positive
    right, share = sklearn.calibration.calibration_curve(true, said, n_bins=10)
    full = counts.values > 0
    np.testing.assert_allclose(means.values[full, 0], share, atol=1e-6)
    np.testing.assert_allclose(means.values[full, 1], right, atol=1e-6)
    assert counts.values.sum() == len(points)
    assert (means.values[~full] == 0).all()
    wanted = np.sum(counts.values[full] / len(points) * np.abs(share - right))
    assert error.values[0] == pytest.approx(wanted, abs=1e-6)


def test_a_calibration_worked_out_by_hand() -> None:
    # Two bins: 0.1 and 0.5 (an edge belongs below) are true once, 0.9 and 1.0 both times.
    means, points = reliability(np.array([0.1, 0.5, 0.9, 1.0]), np.array([0, 1, 1, 1]), 2)
    assert points.tolist() == [2, 2]
    np.testing.assert_allclose(means, [[0.3, 0.5], [0.95, 1.0]])


def test_numbers_have_no_calibration_and_classes_no_residuals() -> None:
    assert look(DIABETES, Calibration(split="train")) == []
    assert look(IRIS, Calibration(split="train", positive=3)) == []
    assert look(IRIS, Residuals(split="train")) == []


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize("trainer", [HILLS, DIABETES])
def test_residuals_are_true_minus_predicted(trainer: Trainer, split: SplitName, sklearn: ModuleType) -> None:
    predicted, residuals, counts, told = look(trainer, Residuals(split=split, bins=25))
    points = trainer.data.train if split == "train" else trainer.data.validation
    said = trainer.predict(points.raw)[:, 0].astype(np.float64)
    missed = trainer.data.decode(points.y) - said
    limit, mean, rms = map(float, told.values)
    np.testing.assert_allclose(curve(predicted), said, atol=(said.max() - said.min()) * TINY)
    np.testing.assert_allclose(curve(residuals), missed, atol=2.1 * limit * TINY)
    assert limit >= np.abs(missed).max() > limit / 2
    assert mean == pytest.approx(missed.mean(), abs=1e-5 * limit)
    assert rms == pytest.approx(sklearn.metrics.root_mean_squared_error(trainer.data.decode(points.y), said), rel=1e-5)
    wanted, _ = np.histogram(missed, 25, (-limit, limit))
    # A point on an edge may fall to either side, for the last bit of a float32.
    assert np.abs(counts.values - wanted).sum() <= 2
    assert counts.values.sum() == len(points)


def test_r2_follows_from_the_residuals(sklearn: ModuleType) -> None:
    """The record's score and these residuals are of the same answers."""
    (*_, told) = look(HILLS, Residuals(split="validation"))
    truth = HILLS.data.decode(HILLS.data.validation.y)
    r2 = sklearn.metrics.r2_score(truth, HILLS.predict(HILLS.data.validation.raw)[:, 0])
    assert 1 - told.values[2] ** 2 / truth.var() == pytest.approx(r2, abs=1e-5)
    assert HILLS.evaluate().validation_score == pytest.approx(r2, abs=1e-5)


@pytest.mark.parametrize(("value", "limit"), [(0.0, 1), (0.93, 1), (1.0, 1), (1.2, 1.5), (83.0, 100), (0.031, 0.04)])
def test_a_limit_is_a_round_number_above(value: float, limit: float) -> None:
    assert round_above(value) == pytest.approx(limit)


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize("trainer", [SPIRAL_TRAINER, TANH, IRIS, DIGITS, HILLS, DIABETES])
def test_the_worst_points_have_the_greatest_losses(trainer: Trainer, split: SplitName) -> None:
    rows, losses, pairs, raw = look(trainer, Worst(split=split, count=9))
    points = trainer.data.train if split == "train" else trainer.data.validation
    every = trainer.losses(split)
    assert losses.values.tolist() == sorted(every.tolist(), reverse=True)[:9]
    assert every[rows.values].tolist() == losses.values.tolist()
    np.testing.assert_allclose(decoded(raw), points.raw[rows.values], atol=1 / 500)
    said = trainer.predict(points.raw[rows.values])
    if trainer.data.spec.classes:
        assert pairs.values[:, 0].tolist() == points.y[rows.values].tolist()
        assert pairs.values[:, 1].tolist() == said.argmax(1).tolist()
    else:
        np.testing.assert_allclose(pairs.values[:, 0], trainer.data.decode(points.y[rows.values]), rtol=1e-5)
        np.testing.assert_allclose(pairs.values[:, 1], said[:, 0], rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("trainer", [SPIRAL_TRAINER, TANH, HINGE, IRIS, DIGITS, HILLS, DIABETES])
def test_the_mean_of_the_losses_is_the_loss_of_the_record(trainer: Trainer) -> None:
    record = trainer.evaluate()
    assert trainer.losses("train").mean() == pytest.approx(record.train_loss, rel=1e-5)
    assert trainer.losses("validation").mean() == pytest.approx(record.validation_loss, rel=1e-5)


def test_splits_of_the_same_size_are_told_apart() -> None:
    """Both have 75 points: one look must not show the answers about one as those about the other."""
    trainer = trained(changed(of("iris"), "data", "validation_share", to=0.5))
    sight = Sight(trainer)
    for split in (*SPLITS, *SPLITS):
        points = trainer.data.train if split == "train" else trainer.data.validation
        (part,) = Confusion(split=split).look(sight)
        wanted = confusion(points.y.astype(int), trainer.predict(points.raw).argmax(1), 3)
        np.testing.assert_array_equal(part.values, wanted)


def test_looking_at_everything_leaves_the_run_as_it_was() -> None:
    trainer = trained(of("iris"), 7)
    before = trainer.checkpoint()
    for split in SPLITS:
        for probe in (Roc(split=split, positive=1), Calibration(split=split), Worst(split=split)):
            look(trainer, probe)
    assert trainer.checkpoint() == before
