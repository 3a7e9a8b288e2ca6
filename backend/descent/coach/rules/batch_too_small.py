"""A batch of so few points that every step follows their chance."""

from typing import ClassVar, Final

from descent.coach.case import Case
from descent.coach.evidence import last
from descent.coach.finding import Evidence, Finding
from descent.coach.measures import dances, jitter, trend
from descent.coach.remedies import set_training
from descent.coach.rule import Rule

EPOCHS: Final = 8
SMALL: Final = 4
ROUGH: Final = 0.1
PROGRESS: Final = 0.9
GOOD: Final = 0.9
BETTER: Final = 16


class BatchTooSmall(Rule):
    """With four points or fewer in a batch, the loss dances by a tenth of its size from epoch to epoch and falls by
    less than a tenth over 8 epochs.

    The noise of a mean over n points falls with the root of n (Goodfellow et al. 2016, Deep Learning, 8.1.3); Masters
    and Luschi 2018 found batches between 2 and 32 to train best, 16 lying in the middle on a logarithmic scale.
    """

    code: ClassVar[str] = "batch_too_small"
    rank: ClassVar[int] = 18

    def examine(self, case: Case) -> Finding | None:
        batch, loss = case.training.batch_size, case.records.train_loss
        if batch > SMALL or case.inputs.points < BETTER or case.epochs < 2 * EPOCHS or case.skill > GOOD:
            return None
        if not (trend(loss, EPOCHS) > PROGRESS and dances(loss, EPOCHS, ROUGH)):
            return None
        return Finding(
            code=self.code,
            severity="note",
            words="coach.batch_too_small",
            params={"batch": batch, "percent": round(100 * jitter(loss, EPOCHS))},
            evidence=Evidence(stretch=last(case.records, EPOCHS), settings=[["training", "batch_size"]]),
            remedies=[set_training("batch_size", BETTER)],
        )
