"""Learning by heart what is not so elsewhere."""

from typing import ClassVar, Final

from descent.coach.case import Case
from descent.coach.finding import Evidence, Finding, Remedy, Stretch
from descent.coach.measures import smooth
from descent.coach.remedies import change, set_training
from descent.coach.rule import Rule
from descent.data.datasets.base import PlaneDataset
from descent.limits import MAX_POINTS

EPOCHS: Final = 5
SINCE: Final = 10
LOST: Final = 1.2
GAP: Final = 0.1
L2: Final = 0.01
MORE: Final = 3


class Overfitting(Rule):
    """For 10 epochs or more the validation loss has been above its best, by 20 % now, while training goes on improving;
    and the score on the validation points is 0.1 below that on the training points.

    Prechelt 1998, “Early stopping, but when?”: the generalisation loss GL = 100 (E / E_best − 1), here above 20, four
    times his strictest threshold. All losses are means over 5 epochs.
    """

    code: ClassVar[str] = "overfitting"
    rank: ClassVar[int] = 90

    def examine(self, case: Case) -> Finding | None:
        records = case.records
        if case.epochs < EPOCHS + SINCE:
            return None
        validation, train = smooth(records.validation_loss, EPOCHS), smooth(records.train_loss, EPOCHS)
        best = int(validation.argmin())
        since = int(records.epoch[-1] - records.epoch[best + EPOCHS - 1])
        gap = records.train_score[-EPOCHS:].mean() - records.validation_score[-EPOCHS:].mean()
        if since < SINCE or gap < GAP or validation[-1] < LOST * validation[best] or train[-1] > train[best]:
            return None
        at = best + EPOCHS // 2
        return Finding(
            code=self.code,
            severity="note",
            words="coach.overfitting",
            params={"epoch": int(records.epoch[at])},
            evidence=Evidence(
                stretch=Stretch(curve="validation", first=int(records.step[at]), last=int(records.step[-1])),
                settings=[["training", "l2"]],
            ),
            remedies=[set_training("l2", max(L2, 3 * case.training.l2)), *_more_points(case)],
        )


def _more_points(case: Case) -> list[Remedy]:
    """Points that are made by a formula can be had in any number."""
    dataset = case.document.data.dataset
    if not isinstance(dataset, PlaneDataset) or dataset.points >= MAX_POINTS:
        return []
    points = min(MAX_POINTS, MORE * dataset.points)
    return [Remedy(code="coach.do.points", params={"value": points}, changes=[change("data.dataset.points", points)])]
