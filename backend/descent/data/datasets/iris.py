"""Fisher's irises."""

from typing import Literal

import numpy as np
from pydantic import ConfigDict

from descent.data.arrays import Doubles, Numbers
from descent.data.bundled import read
from descent.data.datasets.base import TableClasses


class Iris(TableClasses):
    """150 flowers of three kinds by the length and width of their petals and sepals (R. A. Fisher, 1936)."""

    model_config = ConfigDict(title="Iris")
    kind: Literal["iris"] = "iris"
    input_names = ("sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)")
    input_units = ("cm",) * 4
    labels = ("setosa", "versicolor", "virginica")
    target_name = "species"

    def table(self) -> tuple[Doubles, Numbers]:
        rows = read("iris.csv", header=1)
        return rows[:, :-1], rows[:, -1].astype(np.int64)
