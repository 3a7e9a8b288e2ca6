"""A learning rate at which steps are too small to get anywhere."""

from typing import ClassVar, Final

from descent.coach.case import Case
from descent.coach.evidence import last
from descent.coach.finding import Evidence, Finding
from descent.coach.measures import rises, trend
from descent.coach.remedies import higher, lower, set_rate
from descent.coach.rule import Rule
from descent.coach.updates import update_ratio

EPOCHS: Final = 10
SMALL: Final = 3e-4
AIM: Final = 1e-3
RISES: Final = 0.1
GOOD: Final = 0.8
ALREADY_FAST: Final = 0.7


class RateTooLow(Rule):
    """The loss falls evenly and slowly, and no layer moves by more than 0.03 % of its weights in a step.

    Evenly: it rose in at most one of the last 10 epochs; slowly: it fell by less than 30 % against the 10 before.
    Karpathy, CS231n (“Ratio of weights:updates”): this ratio should be about 0.1 %; if it is lower, the rate might be
    too low. A third of that is the threshold; the remedy aims at 0.1 %.
    """

    code: ClassVar[str] = "rate_too_low"
    rank: ClassVar[int] = 110

    def examine(self, case: Case) -> Finding | None:
        loss, rate = case.records.train_loss, case.training.learning_rate
        if case.epochs < 2 * EPOCHS or case.skill > GOOD or not case.weighted:
            return None
        moves = max(update_ratio(case, layer) for layer in case.weighted)
        falls = ALREADY_FAST < trend(loss, EPOCHS) < 1 and rises(loss, EPOCHS) <= RISES
        if moves > SMALL or not falls:
            return None
        return Finding(
            code=self.code,
            severity="note",
            words="coach.rate_too_low",
            params={"rate": rate, "percent": f"{100 * (1 - trend(loss, EPOCHS)):.1f}", "epochs": EPOCHS},
            evidence=Evidence(stretch=last(case.records, EPOCHS), settings=[["training", "learning_rate"]]),
            remedies=[set_rate(_better(rate, moves))],
        )


def _better(rate: float, moves: float) -> float:
    """The round rate at which the layer that moves most moves by about the rule of thumb; at most 1."""
    return max(higher(rate), lower(min(2.0, 2 * rate * AIM / moves)))
