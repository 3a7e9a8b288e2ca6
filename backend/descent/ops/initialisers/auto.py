"""The choice that suits the activation."""

from typing import Literal

from pydantic import ConfigDict

from descent.ops.initialisers.base import Doubles, Draw, Initialiser


class Auto(Initialiser):
    """Suits the activation: He for ReLU and its kin, LeCun for SELU, Xavier for the others."""

    model_config = ConfigDict(title="Auto")
    kind: Literal["auto"] = "auto"

    def values(self, draw: Draw) -> Doubles:
        suited = self.kinds[draw.suited]()
        assert isinstance(suited, Initialiser)
        return suited.values(draw)
