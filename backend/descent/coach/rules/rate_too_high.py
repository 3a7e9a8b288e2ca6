"""A learning rate at which every step overshoots."""

from typing import ClassVar, Final

from descent.coach.case import Case
from descent.coach.evidence import last
from descent.coach.finding import Evidence, Finding, Remedy
from descent.coach.measures import dances, jitter, risen, trend
from descent.coach.remedies import lower, set_rate
from descent.coach.rule import Rule

EPOCHS: Final = 8
PROGRESS: Final = 0.97
WORSE: Final = 1.05
GOOD: Final = 0.85
LEARNED_NOTHING: Final = 0.3
ROUGH: Final = 0.4
ROUGH_WHEN_NOTHING: Final = 0.02


class RateTooHigh(Rule):
    """The loss jumps up and down without coming down.

    Over the last 8 epochs the training loss rose in a quarter of them or more, by steps of 40 % of its size on average,
    and it is no lower than in the 8 epochs before, or 5 % above the best 8 in a row. While next to nothing is learned
    the loss can't get much worse than that of guessing, so that steps of a fiftieth count there. A loss that stays
    above twice that at the beginning counts at once.

    Bengio 2012, “Practical recommendations for gradient-based training of deep architectures”, 3.1.1: too large a rate
    lets the training criterion increase; the best one is about half of the largest that does not; try a third of it.
    Two rungs down, because what overshoots visibly is well above that.
    """

    code: ClassVar[str] = "rate_too_high"
    rank: ClassVar[int] = 20

    def examine(self, case: Case) -> Finding | None:
        loss, rate = case.records.train_loss, case.training.learning_rate
        if case.epochs < EPOCHS or case.skill > GOOD:
            return None
        rough = jitter(loss, EPOCHS)
        enough = ROUGH_WHEN_NOTHING if case.skill < LEARNED_NOTHING else ROUGH
        grown = bool(loss[-EPOCHS:].min() > 2 * loss[0])
        nowhere = trend(loss, EPOCHS) > PROGRESS or risen(loss, EPOCHS) > WORSE
        if not (grown or (nowhere and dances(loss, EPOCHS, enough))):
            return None
        better = lower(rate, 2)
        return Finding(
            code=self.code,
            severity="note",
            words="coach.rate_too_high",
            params={"rate": rate, "percent": round(100 * rough)},
            evidence=Evidence(stretch=last(case.records, EPOCHS), settings=[["training", "learning_rate"]]),
            remedies=_remedies(case, better),
        )


def _remedies(case: Case, rate: float) -> list[Remedy]:
    """A lower rate; where the steps have destroyed the layers, with fresh first weights."""
    gentle, afresh = set_rate(rate), set_rate(rate, "reset")
    return [afresh, gentle] if case.skill < LEARNED_NOTHING else [gentle, afresh]
