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
    """Answers and targets are (outputs, points).

    Where a point wants several answers, one after another, the network's numbers are (units × steps, points), and each
    answer counts as a point of its own: `items` are those of all steps, first of the first step, `answered` those of
    them that want one.
    """

    loss: Loss
    head: Head
    data: LoadedData

    def targets(self, split: Split) -> Array:
        """What the outputs should be: numbers as they are; of classes 1 for the true one and `low` for the others.

        A single output stands for the second of two classes.
        """
        if not self.head.classes:
            return np.ascontiguousarray(split.y[None, :], np.float32)
        if self.head.steps > 1:
            chosen = np.arange(self.head.units)[:, None, None] == split.y.T
            return chosen.reshape(-1, len(split)).astype(np.float32)
        ours = np.arange(self.head.units)[:, None] if self.head.units > 1 else np.array([[1]])
        return np.where(split.y == ours, np.float32(1), np.float32(self.head.low))

    def items(self, numbers: Array) -> Array:
        """The network's numbers (units × steps, points) as (units, steps × points). One step: as they are."""
        return numbers.reshape(self.head.units, -1)

    def answered(self, split: Split) -> Ints:
        """Which of the items of a split want an answer."""
        return np.flatnonzero(self._truth(split) >= 0)

    def asked(self, split: Split) -> float:
        """The share of the steps of these points that want an answer; 1 where there is one step."""
        return len(self.answered(split)) / (self.head.steps * len(split)) if self.head.steps > 1 else 1.0

    def truth(self, split: Split) -> Ints | Numbers:
        """Class index or number of every item that wants an answer."""
        return self._truth(split)[self.answered(split)] if self.head.steps > 1 else split.y

    def _truth(self, split: Split) -> Ints:
        return np.asarray(split.y, np.int64).T.reshape(-1)

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

    def told(self, numbers: Array) -> Array:
        """As `decode`, of the network's numbers as they are; with several steps (points, steps, columns)."""
        decoded = self.decode(self.items(numbers))
        if self.head.steps == 1:
            return decoded
        return decoded.reshape(self.head.steps, -1, decoded.shape[1]).transpose(1, 0, 2)

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
            return classification_score(self.truth(split).astype(np.int64))
        return regression_score(split.y, self.data.target_scale)
