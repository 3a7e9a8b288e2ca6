"""Xavier initialisation (Glorot and Bengio 2010)."""

from typing import Literal

from pydantic import ConfigDict

from descent.ops.initialisers.base import Initialiser


class XavierNormal(Initialiser):
    """Normal with variance 2 / (inputs + units): keeps the signal's size both ways through tanh."""

    model_config = ConfigDict(title="Xavier normal")
    kind: Literal["xavier_normal"] = "xavier_normal"


class XavierUniform(Initialiser):
    """Uniform with variance 2 / (inputs + units): keeps the signal's size both ways through tanh."""

    model_config = ConfigDict(title="Xavier uniform")
    kind: Literal["xavier_uniform"] = "xavier_uniform"
