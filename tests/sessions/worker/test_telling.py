"""What a client is told of the data: enough to type in a point of its own."""

from __future__ import annotations

from types import ModuleType

import pytest

from descent.document import Document
from descent.sessions.worker.telling import data_info
from descent.training.trainer import Trainer
from probes.test_kinds import DIGITS, SPIRAL_TRAINER, of


def columns_of(document: Document) -> dict[str, tuple[str, float, float, float, bool]]:
    columns = data_info(Trainer(document).data, 1).columns
    assert columns is not None
    return {one.name: (one.unit, one.low, one.high, one.median, one.whole) for one in columns}


def test_the_columns_of_a_table_have_units_and_the_range_of_all_points() -> None:
    iris = columns_of(of("iris"))
    assert list(iris) == ["sepal length", "sepal width", "petal length", "petal width"]
    # Printed as they stand in the source, not as float32 rounds them.
    assert iris["sepal length"] == ("cm", 4.3, 7.9, 5.8, False)
    assert iris["petal width"] == ("cm", 0.1, 2.5, 1.3, False)
    assert iris["petal length"] == ("cm", 1.0, 6.9, 4.35, False)


def test_whole_numbers_are_told_from_others() -> None:
    diabetes = columns_of(of("diabetes"))
    assert diabetes["sex"] == ("", 1, 2, 1, True)
    assert diabetes["body mass index"][0] == "kg/m²"
    assert not diabetes["body mass index"][4]


def test_the_ranges_are_scikit_learns(sklearn: ModuleType) -> None:
    theirs = sklearn.datasets.load_wine().data
    for column, (unit, low, high, _, _) in zip(theirs.T, columns_of(of("wine")).values(), strict=True):
        assert (unit, low, high) == ("", pytest.approx(column.min()), pytest.approx(column.max()))


@pytest.mark.parametrize("trainer", [SPIRAL_TRAINER, DIGITS])
def test_planes_and_pictures_are_no_columns(trainer: Trainer) -> None:
    assert data_info(trainer.data, 1).columns is None
