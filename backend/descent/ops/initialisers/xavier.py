"""Xavier initialisation (Glorot and Bengio 2010)."""

from math import sqrt
from typing import Literal

from pydantic import ConfigDict

from descent.ops.initialisers.base import Doubles, Draw, Initialiser


class XavierNormal(Initialiser):
    """Normal with variance 2 / (inputs + units): keeps the signal's size both ways through tanh."""

    model_config = ConfigDict(title="Xavier normal")
    kind: Literal["xavier_normal"] = "xavier_normal"

    def values(self, draw: Draw) -> Doubles:
        return draw.normal(sqrt(2 / (draw.inputs + draw.units)))


class XavierUniform(Initialiser):
    """Uniform with variance 2 / (inputs + units): keeps the signal's size both ways through tanh."""

    model_config = ConfigDict(title="Xavier uniform")
    kind: Literal["xavier_uniform"] = "xavier_uniform"

    def values(self, draw: Draw) -> Doubles:
        return draw.uniform(sqrt(6 / (draw.inputs + draw.units)))
