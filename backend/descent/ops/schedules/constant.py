"""No schedule."""

from typing import Literal

import numpy as np
from pydantic import ConfigDict

from descent.ops.schedules.base import Doubles, Schedule


class Constant(Schedule):
    """The learning rate stays as it is set."""

    model_config = ConfigDict(title="Constant")
    kind: Literal["constant"] = "constant"

    def factor(self, t: Doubles) -> Doubles:
        return np.ones_like(t)
