"""Handwritten digits."""

from typing import Literal

import numpy as np
from pydantic import ConfigDict

from descent.data.arrays import Doubles, Numbers
from descent.data.bundled import read
from descent.data.datasets.base import TableClasses


class Digits(TableClasses):
    """1,797 real handwritten digits as images of 8 × 8 pixels, 0 paper … 1 ink (Alpaydin and Kaynak, UCI, 1998)."""

    model_config = ConfigDict(title="Digits")
    kind: Literal["digits"] = "digits"
    modality = "image"
    image_shape = (1, 8, 8)
    input_names = tuple(f"pixel {row},{column}" for row in range(8) for column in range(8))
    labels = tuple("0123456789")
    target_name = "digit"

    def table(self) -> tuple[Doubles, Numbers]:
        rows = read("digits.csv.gz")
        return rows[:, :-1] / 16, rows[:, -1].astype(np.int64)
