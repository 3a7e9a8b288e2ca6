"""The sigmoid linear unit, also called swish (Elfwing et al. 2017)."""

from typing import Literal

from pydantic import ConfigDict

from descent.ops.activations.base import Activation


class SiLU(Activation):
    """Weighs its input by its own sigmoid: f(z) = z σ(z)."""

    model_config = ConfigDict(title="SiLU")
    kind: Literal["silu"] = "silu"
