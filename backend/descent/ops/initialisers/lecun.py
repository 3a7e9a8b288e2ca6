"""LeCun initialisation (LeCun et al. 1998)."""

from typing import Literal

from pydantic import ConfigDict

from descent.ops.initialisers.base import Initialiser


class LeCunNormal(Initialiser):
    """Normal with variance 1 / inputs: keeps the signal's size forwards."""

    model_config = ConfigDict(title="LeCun normal")
    kind: Literal["lecun_normal"] = "lecun_normal"


class LeCunUniform(Initialiser):
    """Uniform with variance 1 / inputs: keeps the signal's size forwards."""

    model_config = ConfigDict(title="LeCun uniform")
    kind: Literal["lecun_uniform"] = "lecun_uniform"
