"""Cross-entropy between the target and a probability."""

from typing import Literal

from pydantic import ConfigDict

from descent.ops.losses.base import Loss


class BinaryCrossEntropy(Loss):
    """The mean of −t log p − (1 − t) log(1 − p): the surprise at the true class, for yes or no."""

    model_config = ConfigDict(title="Binary cross-entropy")
    kind: Literal["binary_cross_entropy"] = "binary_cross_entropy"


class CategoricalCrossEntropy(Loss):
    """The mean of −log p of the true class: the surprise at it, for any number of classes."""

    model_config = ConfigDict(title="Categorical cross-entropy")
    kind: Literal["categorical_cross_entropy"] = "categorical_cross_entropy"
