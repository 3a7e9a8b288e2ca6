"""A batch that leaves few steps to an epoch."""

from typing import ClassVar, Final

from descent.coach.case import Case
from descent.coach.evidence import last
from descent.coach.finding import Evidence, Finding
from descent.coach.measures import trend
from descent.coach.remedies import set_training
from descent.coach.rule import Rule

EPOCHS: Final = 10
STEPS: Final = 4
GOOD: Final = 0.9
SLOW: Final = 0.8
GOOD_BATCH: Final = 32
GOOD_STEPS: Final = 16


class BatchTooLarge(Rule):
    """An epoch has four steps or fewer, and in the last 10 epochs the loss has not fallen by a fifth.

    Masters and Luschi 2018, “Revisiting small batch training for deep neural networks”: batches of 2 to 32 train best;
    Keskar et al. 2017: large ones also end in places that hold less well elsewhere.
    """

    code: ClassVar[str] = "batch_too_large"
    rank: ClassVar[int] = 105

    def examine(self, case: Case) -> Finding | None:
        points, batch = case.inputs.points, case.training.batch_size
        steps = -(-points // batch)
        better = min(GOOD_BATCH, 2 ** max(1, (points // GOOD_STEPS).bit_length() - 1))
        if steps > STEPS or better >= batch or case.epochs < 2 * EPOCHS or case.skill > GOOD:
            return None
        if not trend(case.records.train_loss, EPOCHS) > SLOW:
            return None
        return Finding(
            code=self.code,
            severity="note",
            words="coach.batch_too_large",
            params={"batch": batch, "points": points, "steps": steps},
            evidence=Evidence(stretch=last(case.records, EPOCHS), settings=[["training", "batch_size"]]),
            remedies=[set_training("batch_size", better)],
        )
