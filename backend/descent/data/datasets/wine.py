"""Wines from three cultivars."""

from typing import Literal

import numpy as np
from pydantic import ConfigDict

from descent.data.arrays import Doubles, Numbers
from descent.data.bundled import read
from descent.data.datasets.base import TableClasses


class Wine(TableClasses):
    """178 Italian wines of three cultivars by 13 chemical measurements (Forina et al., 1991; UCI).

    The measurements have very different sizes: without standardising, one of them drowns the others.
    """

    model_config = ConfigDict(title="Wine")
    kind: Literal["wine"] = "wine"
    input_names = (
        "alcohol",
        "malic acid",
        "ash",
        "alcalinity of ash",
        "magnesium",
        "total phenols",
        "flavanoids",
        "nonflavanoid phenols",
        "proanthocyanins",
        "color intensity",
        "hue",
        "od280/od315 of diluted wines",
        "proline",
    )
    labels = ("cultivar 1", "cultivar 2", "cultivar 3")
    target_name = "cultivar"

    def table(self) -> tuple[Doubles, Numbers]:
        rows = read("wine_data.csv", header=1)
        return rows[:, :-1], rows[:, -1].astype(np.int64)
