"""No schedule."""

from typing import Literal

from pydantic import ConfigDict

from descent.ops.schedules.base import Schedule


class Constant(Schedule):
    """The learning rate stays as it is set."""

    model_config = ConfigDict(title="Constant")
    kind: Literal["constant"] = "constant"
