"""The exponential linear unit (Clevert et al. 2015)."""

from typing import Literal

from pydantic import ConfigDict

from descent.ops.activations.base import Activation


class ELU(Activation):
    """Bends smoothly to −1 on the negative side: f(z) = z for z ≥ 0, exp(z) − 1 below."""

    model_config = ConfigDict(title="ELU")
    kind: Literal["elu"] = "elu"
