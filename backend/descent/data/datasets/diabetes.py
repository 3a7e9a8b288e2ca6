"""How a disease went on in the year after the measurements."""

from typing import Literal

from pydantic import ConfigDict

from descent.data.arrays import Doubles, Numbers
from descent.data.bundled import read
from descent.data.datasets.base import TableNumbers


class Diabetes(TableNumbers):
    """442 people with diabetes: how far the disease had gone on after a year, by ten measurements at its beginning.

    The target is a score from 25 to 346, larger is worse (Efron et al., "Least angle regression", 2004). Inputs are in
    their own units (years, kg/m², mmHg, mg/dl; `sex` is 1 or 2 as in the source): standardise them.
    """

    model_config = ConfigDict(title="Diabetes")
    kind: Literal["diabetes"] = "diabetes"
    input_names = (
        "age",
        "sex",
        "body mass index",
        "blood pressure",
        "total cholesterol",
        "LDL cholesterol",
        "HDL cholesterol",
        "cholesterol / HDL",
        "log triglycerides",
        "glucose",
    )
    input_units = ("years", "", "kg/m²", "mmHg", "mg/dl", "mg/dl", "mg/dl", "", "", "mg/dl")
    target_name = "progression after a year"

    def table(self) -> tuple[Doubles, Numbers]:
        target = read("diabetes_target.csv.gz", delimiter=None)
        return read("diabetes_data_raw.csv.gz", delimiter=None), target[:, 0]
