"""The Gaussian error linear unit (Hendrycks and Gimpel 2016), exact form."""

from typing import Literal

from pydantic import ConfigDict

from descent.ops.activations.base import Activation


class GELU(Activation):
    """Weighs its input by the chance that a standard normal falls below it: f(z) = z Φ(z)."""

    model_config = ConfigDict(title="GELU")
    kind: Literal["gelu"] = "gelu"
