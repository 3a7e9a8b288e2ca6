"""The Kullback-Leibler divergence (Kullback and Leibler 1951), as torch.nn.KLDivLoss with reduction="batchmean"."""

from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.calls import Array, Calls
from descent.ops.losses.base import Answers, Loss, Measure
from descent.ops.losses.cross_entropy import smoothed, smoothed_difference


class KLDivergence(Loss):
    """The mean of Σ q log(q / p): how far shares p are from the true ones q, of which ε is spread over all classes."""

    model_config = ConfigDict(title="Kullback-Leibler divergence")
    kind: Literal["kl_divergence"] = "kl_divergence"
    fused = "softmax"
    activations = ("softmax", "softmax", "softmax")
    classes_only = True
    smoothing: float = Field(
        default=0.1,
        ge=0,
        le=0.9,
        title="Label smoothing",
        description="The share of each target that is spread evenly over all classes, ε.",
    )

    def gradient(self, y: Array, t: Array, out: Array, batch: int) -> Calls:
        return smoothed_difference(y, t, out, self.smoothing, 1 / batch)

    def measure(self, at: Answers) -> Measure:
        return lambda: float(self.each(at).mean())

    def each(self, at: Answers) -> Array:
        """With q log q = 0 where q is 0."""
        q = smoothed(at.t, self.smoothing)
        shifted = at.z - at.z.max(0)
        log = shifted - np.log(np.exp(shifted).sum(0))
        own = q * np.log(np.maximum(q, np.finfo(q.dtype).tiny))
        return (own - q * log).sum(0)
