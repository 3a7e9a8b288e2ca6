"""LeCun initialisation (LeCun et al. 1998)."""

from math import sqrt
from typing import Literal

from pydantic import ConfigDict

from descent.ops.initialisers.base import Doubles, Draw, Initialiser


class LeCunNormal(Initialiser):
    """Normal with variance 1 / inputs: keeps the signal's size forwards."""

    model_config = ConfigDict(title="LeCun normal")
    kind: Literal["lecun_normal"] = "lecun_normal"

    def values(self, draw: Draw) -> Doubles:
        return draw.normal(sqrt(1 / draw.inputs))


class LeCunUniform(Initialiser):
    """Uniform with variance 1 / inputs: keeps the signal's size forwards."""

    model_config = ConfigDict(title="LeCun uniform")
    kind: Literal["lecun_uniform"] = "lecun_uniform"

    def values(self, draw: Draw) -> Doubles:
        return draw.uniform(sqrt(3 / draw.inputs))
