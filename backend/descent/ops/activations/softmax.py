"""Softmax over the units of a layer."""

from typing import Literal

from pydantic import ConfigDict

from descent.ops.activations.base import Activation


class Softmax(Activation):
    """Turns the units of a layer into shares that sum to 1: f(z)ᵢ = exp(zᵢ) / Σⱼ exp(zⱼ)."""

    model_config = ConfigDict(title="Softmax")
    kind: Literal["softmax"] = "softmax"
