"""AdaGrad (Duchi et al. 2011; PyTorch's form)."""

from typing import Literal

from pydantic import ConfigDict, Field

from descent.ops.optimizers.base import Optimizer


class AdaGrad(Optimizer):
    """A rate for each weight that shrinks with all it has moved: s ← s + g², w ← w − η g / (√s + ε)."""

    model_config = ConfigDict(title="AdaGrad")
    kind: Literal["adagrad"] = "adagrad"
    epsilon: float = Field(default=1e-10, gt=0, le=1, title="Epsilon", description="Keeps the division finite, ε.")
