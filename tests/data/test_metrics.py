"""Scores against scikit-learn's."""

from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent.data.datasets.base import Task
from descent.data.metrics import METRIC_NAMES, classification_score, confusion, regression_score


def labels(seed: int, classes: int, points: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    truth = np.concatenate([np.arange(classes), rng.integers(0, classes, points)])
    return truth, rng.integers(0, classes, len(truth))


@given(st.integers(0, 10_000), st.integers(2, 10), st.integers(0, 300))
def test_accuracy_and_balanced_accuracy_are_scikit_learns(
    sklearn: ModuleType, seed: int, classes: int, points: int
) -> None:
    truth, predicted = labels(seed, classes, points)
    assert classification_score(truth)(predicted) == pytest.approx(
        (sklearn.metrics.accuracy_score(truth, predicted), sklearn.metrics.balanced_accuracy_score(truth, predicted))
    )


def test_balanced_accuracy_weighs_classes_and_not_points() -> None:
    truth = np.array([0] * 9 + [1])
    assert classification_score(truth)(np.zeros(10, np.int64)) == (0.9, 0.5)


def test_two_classes_may_be_told_as_booleans() -> None:
    truth = np.array([0, 1, 1, 0])
    assert classification_score(truth)(np.array([False, True, False, False])) == (0.75, 0.75)


@pytest.mark.parametrize("points", [3, 7, 49, 350])
def test_all_right_is_exactly_one(points: int) -> None:
    truth = np.arange(points) % 3
    assert classification_score(truth)(truth.copy()) == (1.0, 1.0)


def test_a_class_that_does_not_occur_does_not_count() -> None:
    truth = np.array([2, 2, 5, 5])
    assert classification_score(truth)(np.array([2, 2, 5, 0])) == (0.75, 0.75)


@given(st.integers(0, 10_000), st.integers(2, 300), st.sampled_from([1.0, 77.0]))
def test_r2_and_mean_absolute_error_are_scikit_learns(
    sklearn: ModuleType, seed: int, points: int, scale: float
) -> None:
    rng = np.random.default_rng(seed)
    truth = rng.standard_normal(points).astype(np.float32)
    predicted = (truth + rng.standard_normal(points)).astype(np.float32)
    r2, error = regression_score(truth, scale)(predicted)
    assert r2 == pytest.approx(sklearn.metrics.r2_score(truth * scale, predicted * scale), rel=1e-4, abs=1e-4)
    assert error == pytest.approx(sklearn.metrics.mean_absolute_error(truth * scale, predicted * scale), rel=1e-4)


def test_predicting_the_mean_is_an_r2_of_zero() -> None:
    truth = np.array([1.0, 2.0, 6.0])
    assert regression_score(truth)(np.full(3, 3.0))[0] == pytest.approx(0)


@pytest.mark.parametrize(("predicted", "r2"), [([2.0, 2.0], 1.0), ([2.0, 3.0], 0.0)])
def test_equal_targets_are_scored_as_scikit_learn_does(predicted: list[float], r2: float, sklearn: ModuleType) -> None:
    assert regression_score(np.array([2.0, 2.0]))(np.array(predicted))[0] == r2
    assert sklearn.metrics.r2_score([2.0, 2.0], predicted) == r2


def test_scoring_leaves_the_predictions_alone_and_can_be_done_again() -> None:
    truth = np.array([1.0, 2.0, 4.0])
    predicted = np.array([1.0, 2.5, 3.0])
    score = regression_score(truth)
    assert score(predicted) == score(predicted)
    np.testing.assert_array_equal(predicted, [1.0, 2.5, 3.0])


@given(st.integers(0, 10_000), st.integers(2, 10))
def test_the_confusion_matrix_is_scikit_learns(sklearn: ModuleType, seed: int, classes: int) -> None:
    truth, predicted = labels(seed, classes, 100)
    np.testing.assert_array_equal(
        confusion(truth, predicted, classes), sklearn.metrics.confusion_matrix(truth, predicted)
    )


def test_the_confusion_matrix_has_a_row_for_a_class_that_does_not_occur() -> None:
    np.testing.assert_array_equal(confusion(np.array([0, 2]), np.array([2, 2]), 3), [[0, 0, 1], [0, 0, 0], [0, 0, 1]])


@pytest.mark.parametrize(("task", "names"), METRIC_NAMES.items())
def test_each_task_has_two_scores(task: Task, names: tuple[str, str]) -> None:
    truth = np.array([0, 1])
    score = classification_score(truth) if task == "classification" else regression_score(truth)
    assert len(score(truth)) == len(names) == 2
