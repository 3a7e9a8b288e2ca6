"""Linear: the identity."""

from typing import Literal

from pydantic import ConfigDict

from descent.ops.activations.base import Activation


class Linear(Activation):
    """Passes its input on unchanged: f(z) = z."""

    model_config = ConfigDict(title="Linear")
    kind: Literal["linear"] = "linear"
