"""The sine, as in SIREN (Sitzmann et al. 2020)."""

from typing import Literal

from pydantic import ConfigDict

from descent.ops.activations.base import Activation


class Sine(Activation):
    """A wave: f(z) = sin(z)."""

    model_config = ConfigDict(title="Sine")
    kind: Literal["sine"] = "sine"
