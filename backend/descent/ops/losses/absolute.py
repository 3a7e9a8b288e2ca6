"""Absolute error."""

from typing import Literal

from pydantic import ConfigDict

from descent.ops.losses.base import Loss


class Absolute(Loss):
    """The mean of |y − t| over the batch and the outputs. Outliers count no more than their distance."""

    model_config = ConfigDict(title="Absolute error")
    kind: Literal["absolute"] = "absolute"
