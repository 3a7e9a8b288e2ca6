"""Cross-entropy between the target and a probability, worked out from the sums z before sigmoid or softmax.

As torch.nn.BCEWithLogitsLoss and torch.nn.CrossEntropyLoss: exact also where the probability rounds to 0 or 1.
"""

from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict

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
    """The mean of −log p of the true class: the surprise at it, for any number of classes."""

    model_config = ConfigDict(title="Categorical cross-entropy")
    kind: Literal["categorical_cross_entropy"] = "categorical_cross_entropy"
    fused = "softmax"
    activations = ("softmax", "softmax", "softmax")
    classes_only = True

    def gradient(self, y: Array, t: Array, out: Array, batch: int) -> Calls:
        return _difference(y, t, out, 1 / batch)

    def measure(self, at: Answers) -> Measure:
        """The mean of log Σ exp(z − max z) − (z − max z) of the true class."""
        z, t = at.z, at.t
        shifted, raised = np.empty_like(t), np.empty_like(t)

        def value() -> float:
            np.subtract(z, z.max(0), shifted)
            surprise = np.log(np.exp(shifted, raised).sum(0)).sum()
            agreed = np.multiply(shifted, t, raised).sum()
            return float(surprise - agreed) / t.shape[1]

        return value

    def each(self, at: Answers) -> Array:
        shifted = at.z - at.z.max(0)
        return np.log(np.exp(shifted).sum(0)) - (shifted * at.t).sum(0)
