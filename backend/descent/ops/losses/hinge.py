"""The hinge loss of support vector machines."""

from typing import Literal

from pydantic import ConfigDict

from descent.ops.losses.base import Loss


class Hinge(Loss):
    """The mean of max(0, 1 − t y) with t = ±1: no loss once the answer is right by a margin of 1."""

    model_config = ConfigDict(title="Hinge")
    kind: Literal["hinge"] = "hinge"
