"""What the network is to say, and what that which it says means."""

from dataclasses import dataclass

import numpy as np

from descent.data.arrays import Ints, Numbers
from descent.data.load import LoadedData, Split
from descent.data.metrics import Score, classification_score, regression_score
from descent.engine.head import Head
from descent.ops.calls import Array
from descent.ops.losses import Loss


@dataclass(frozen=True)
class Objective:
    """Answers and targets are (outputs, points)."""

    loss: Loss
    head: Head
    data: LoadedData

    def targets(self, split: Split) -> Array:
        """What the outputs should be: numbers as they are; of classes 1 for the true one and `low` for the others.

        A single output stands for the second of two classes.
        """
        if not self.head.classes:
            return np.ascontiguousarray(split.y[None, :], np.float32)
        ours = np.arange(self.head.units)[:, None] if self.head.units > 1 else np.array([[1]])
        return np.where(split.y == ours, np.float32(1), np.float32(self.head.low))

    def decide(self, answers: Array) -> Ints | Numbers:
        """Class indices (points,), or numbers in the network's own units."""
        if not self.head.classes:
            return answers[0]
        if self.head.units > 1:
            return answers.argmax(axis=0)
        return answers[0] > (1 + self.head.low) / 2

    def decode(self, answers: Array) -> Array:
        """Answers in a person's terms (points, columns): a number in its unit, or the share of each class.

        Shares lie between 0 and 1 and add up to 1. They are the probabilities of sigmoid and softmax; what another
        activation says is cut to the range from "no" to "yes" first.
        """
        if not self.head.classes:
            return np.asarray(self.data.decode(answers.T), np.float32)
        shares = np.clip((answers.T - self.head.low) / (1 - self.head.low), 0, 1)
        if self.head.units == 1:
            return np.concatenate([1 - shares, shares], axis=1)
        whole = shares.sum(axis=1, keepdims=True)
        return np.where(whole > 0, shares / np.maximum(whole, np.finfo(np.float32).tiny), 1 / self.head.units)

    def evidence(self, answers: Array, positive: int) -> Array:
        """How much each answer speaks for one class against the rest (points,): the output that stands for it.

        A single output stands for the second class, and mirrored, "yes" for "no", for the first.
        """
        if self.head.units > 1:
            return answers[positive]
        return answers[0] if positive == 1 else 1 + self.head.low - answers[0]

    def score(self, split: Split) -> Score:
        """Score and second score of decisions about a split."""
        if self.head.classes:
            return classification_score(split.y.astype(np.int64))
        return regression_score(split.y, self.data.target_scale)
