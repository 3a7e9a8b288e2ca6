"""He initialisation (He et al. 2015)."""

from math import sqrt
from typing import Literal

from pydantic import ConfigDict

from descent.ops.initialisers.base import Doubles, Draw, Initialiser


class HeNormal(Initialiser):
    """Normal with variance 2 / inputs: keeps the signal's size through ReLU."""

    model_config = ConfigDict(title="He normal")
    kind: Literal["he_normal"] = "he_normal"

    def values(self, draw: Draw) -> Doubles:
        return draw.normal(sqrt(2 / draw.inputs))


class HeUniform(Initialiser):
    """Uniform with variance 2 / inputs: keeps the signal's size through ReLU."""

    model_config = ConfigDict(title="He uniform")
    kind: Literal["he_uniform"] = "he_uniform"

    def values(self, draw: Draw) -> Doubles:
        return draw.uniform(sqrt(6 / draw.inputs))
