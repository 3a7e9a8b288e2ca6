"""Cross-entropy between the target and a probability, worked out from the sums z before sigmoid or softmax.

As torch.nn.BCEWithLogitsLoss and torch.nn.CrossEntropyLoss: exact also where the probability rounds to 0 or 1.
"""

from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.calls import Array, Calls, constant
from descent.ops.losses.base import Answers, Loss, Measure


def _difference(y: Array, t: Array, out: Array, scale: float) -> Calls:
    """Both have the gradient y − t by their sums."""
    return [partial(np.subtract, y, t, out), partial(np.multiply, out, constant(scale, y), out)]


class BinaryCrossEntropy(Loss):
    """The mean of −t log p − (1 − t) log(1 − p): the surprise at the true class, for yes or no."""

    model_config = ConfigDict(title="Binary cross-entropy")
    kind: Literal["binary_cross_entropy"] = "binary_cross_entropy"
    fused = "sigmoid"
    activations = ("sigmoid", "sigmoid", "sigmoid")
    classes_only = True

    def gradient(self, y: Array, t: Array, out: Array, batch: int) -> Calls:
        return _difference(y, t, out, 1 / (batch * len(y)))

    def measure(self, at: Answers) -> Measure:
        """The mean of log(1 + exp(z)) − t z."""
        z, t = at.z, at.t
        surprise, agreed = np.empty_like(t), np.empty_like(t)

        def value() -> float:
            np.logaddexp(z, 0, surprise)
            np.multiply(z, t, agreed)
            return float(np.subtract(surprise, agreed, agreed).mean())

        return value

    def each(self, at: Answers) -> Array:
        return (np.logaddexp(at.z, 0) - at.t * at.z).mean(0)


class CategoricalCrossEntropy(Loss):
    """The mean of −log p of the true class: the surprise at it, for any number of classes.

    With smoothing ε, each target is (1 − ε) t + ε / K over K classes (Szegedy et al. 2015; PyTorch's label_smoothing).
    """

    model_config = ConfigDict(title="Categorical cross-entropy")
    kind: Literal["categorical_cross_entropy"] = "categorical_cross_entropy"
    fused = "softmax"
    activations = ("softmax", "softmax", "softmax")
    classes_only = True
    smoothing: float = Field(
        default=0.0,
        ge=0,
        le=0.9,
        title="Label smoothing",
        description="The share of each target that is spread evenly over all classes, ε.",
    )

    def gradient(self, y: Array, t: Array, out: Array, batch: int) -> Calls:
        if not self.smoothing:
            return _difference(y, t, out, 1 / batch)
        return smoothed_difference(y, t, out, self.smoothing, 1 / batch)

    def measure(self, at: Answers) -> Measure:
        """The mean of log Σ exp(z − max z) − (z − max z) of the true class."""
        z, t = at.z, at.t
        shifted, raised = np.empty_like(t), np.empty_like(t)

        def value() -> float:
            np.subtract(z, z.max(0), shifted)
            surprise = np.log(np.exp(shifted, raised).sum(0)).sum()
            agreed = np.multiply(shifted, t, raised).sum()
            if self.smoothing:
                agreed = (1 - self.smoothing) * agreed + self.smoothing / len(t) * shifted.sum()
            return float(surprise - agreed) / t.shape[1]

        return value

    def each(self, at: Answers) -> Array:
        shifted = at.z - at.z.max(0)
        return np.log(np.exp(shifted).sum(0)) - (shifted * smoothed(at.t, self.smoothing)).sum(0)


def smoothed(t: Array, share: float) -> Array:
    """Targets of which this share is spread evenly over all classes."""
    return t if share == 0 else (1 - share) * t + share / len(t)


def smoothed_difference(y: Array, t: Array, out: Array, share: float, scale: float) -> Calls:
    """Sets out = (y − smoothed t) · scale."""
    return [
        partial(np.multiply, t, constant(share - 1, y), out),
        partial(np.subtract, out, constant(share / len(y), y), out),
        partial(np.add, out, y, out),
        partial(np.multiply, out, constant(scale, y), out),
    ]
