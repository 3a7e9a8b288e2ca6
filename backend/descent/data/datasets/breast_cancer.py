"""Tumours, malignant or benign."""

from typing import Literal

import numpy as np
from pydantic import ConfigDict

from descent.data.arrays import Doubles, Numbers
from descent.data.bundled import read
from descent.data.datasets.base import TableClasses

_MEASURES = (
    "radius",
    "texture",
    "perimeter",
    "area",
    "smoothness",
    "compactness",
    "concavity",
    "concave points",
    "symmetry",
    "fractal dimension",
)


class BreastCancer(TableClasses):
    """569 tumours, malignant or benign, by 30 measurements of their cell nuclei (Wolberg et al., Wisconsin, 1995).

    Ten measures of each nucleus: their mean, standard error and worst value. Standardise them: their sizes differ much.
    """

    model_config = ConfigDict(title="Breast cancer")
    kind: Literal["breast_cancer"] = "breast_cancer"
    input_names = (
        *(f"mean {measure}" for measure in _MEASURES),
        *(f"{measure} error" for measure in _MEASURES),
        *(f"worst {measure}" for measure in _MEASURES),
    )
    labels = ("malignant", "benign")
    target_name = "diagnosis"

    def table(self) -> tuple[Doubles, Numbers]:
        rows = read("breast_cancer.csv", header=1)
        return rows[:, :-1], rows[:, -1].astype(np.int64)
