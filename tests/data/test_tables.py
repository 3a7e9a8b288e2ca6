"""The real data: number for number what scikit-learn's own loaders give, and read without importing it."""

import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from descent.data import bundled
from descent.data.datasets import Dataset
from descent.data.datasets.base import Table
from descent.problems import DescentError

ORACLES: dict[str, dict[str, Any]] = {
    "iris": {},
    "wine": {},
    "breast_cancer": {},
    "diabetes": {"scaled": False},
    "digits": {},
}
TABLES = {name: kind() for name, kind in Dataset.kinds.items() if issubclass(kind, Table)}


def oracle(sklearn: ModuleType, name: str) -> Any:
    return getattr(sklearn.datasets, f"load_{name}")(**ORACLES[name])


def test_every_table_has_an_oracle() -> None:
    assert TABLES.keys() == ORACLES.keys()


@pytest.mark.parametrize("name", ORACLES)
def test_every_number_is_scikit_learns(name: str, sklearn: ModuleType) -> None:
    x, y = TABLES[name].table()
    expected = oracle(sklearn, name)
    np.testing.assert_array_equal(x * (16 if name == "digits" else 1), expected.data)
    np.testing.assert_array_equal(y, expected.target)


@pytest.mark.parametrize("name", ["iris", "wine", "breast_cancer"])
def test_columns_stand_in_the_order_of_their_names(name: str, sklearn: ModuleType) -> None:
    ours = [column.replace(" ", "_") for column in TABLES[name].input_names]
    assert ours == [str(column).replace(" ", "_") for column in oracle(sklearn, name).feature_names]


def test_diabetes_has_names_for_its_ten_columns() -> None:
    # scikit-learn: age sex bmi bp s1…s6, where s1 tc, s2 ldl, s3 hdl, s4 tch, s5 ltg, s6 glu.
    x, _ = TABLES["diabetes"].table()
    columns = dict(zip(TABLES["diabetes"].input_names, x.T, strict=True))
    assert len(columns) == 10
    ratio = columns["total cholesterol"] / columns["HDL cholesterol"]
    assert np.corrcoef(ratio, columns["cholesterol / HDL"])[0, 1] > 0.95
    assert (columns["age"] >= 19).all()
    assert (columns["LDL cholesterol"] < columns["total cholesterol"]).all()


@pytest.mark.parametrize("name", ["iris", "breast_cancer", "digits"])
def test_classes_have_scikit_learns_names(name: str, sklearn: ModuleType) -> None:
    assert list(TABLES[name].class_names) == [str(label) for label in oracle(sklearn, name).target_names]


def test_digits_are_1797_images_between_paper_and_ink(sklearn: ModuleType) -> None:
    x, _ = TABLES["digits"].table()
    assert (len(x), x.min(), x.max()) == (1_797, 0, 1)
    np.testing.assert_array_equal(x.reshape(-1, 8, 8), oracle(sklearn, "digits").images / 16)


@pytest.mark.parametrize("name", ORACLES)
def test_what_is_cached_cannot_be_changed(name: str) -> None:
    x, _ = TABLES[name].table()
    if name == "digits":
        x = bundled.read("digits.csv.gz")
    with pytest.raises(ValueError, match="read-only"):
        x[0, 0] = 1


@pytest.mark.slow
def test_reading_all_tables_imports_neither_scikit_learn_nor_scipy() -> None:
    code = (
        "import sys\n"
        "from descent.data.datasets import Dataset\n"
        "from descent.data.load import load_data\n"
        "for kind in Dataset.kinds.values(): load_data(kind(), 0, 0.3, True, ['x1'])\n"
        "print(sorted({'sklearn', 'scipy', 'joblib', 'pandas'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_missing_file_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bundled, "_folder", lambda: tmp_path)
    with pytest.raises(DescentError, match=r"“new\.csv” .* Install scikit-learn again"):
        bundled.read("new.csv")
