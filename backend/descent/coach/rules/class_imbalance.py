"""One class is so frequent that the others are overlooked."""

from typing import ClassVar, Final

from descent.coach.case import Case
from descent.coach.finding import Evidence, Finding, Remedy, Units
from descent.coach.remedies import change
from descent.coach.rule import Rule

EPOCHS: Final = 5
RATIO: Final = 4.0
GAP: Final = 0.1


class ClassImbalance(Rule):
    """The largest class has four times as many training points as the smallest, and the mean of the classes’ own
    accuracies lies 0.1 below the accuracy over all points.

    He and Garcia 2009, “Learning from imbalanced data”: accuracy rewards a network for the frequent class alone;
    repeating the points of the rare one evens out what a mistake costs.
    """

    code: ClassVar[str] = "class_imbalance"
    rank: ClassVar[int] = 70

    def examine(self, case: Case) -> Finding | None:
        records, counts = case.records, case.inputs.counts
        if case.epochs < EPOCHS or len(counts) < 2 or case.document.data.balance:
            return None
        rare, frequent = int(counts.argmin()), int(counts.argmax())
        gap = records.train_score[-EPOCHS:].mean() - records.train_second[-EPOCHS:].mean()
        if counts[frequent] < RATIO * counts[rare] or gap < GAP:
            return None
        head = case.layers[-1]
        return Finding(
            code=self.code,
            severity="note",
            words="coach.class_imbalance",
            params={
                "frequent": case.inputs.classes[frequent],
                "rare": case.inputs.classes[rare],
                "many": int(counts[frequent]),
                "few": int(counts[rare]),
                "accuracy": round(100 * float(records.train_score[-1])),
                "balanced": round(100 * float(records.train_second[-1])),
            },
            evidence=Evidence(
                outlined=[Units(node=head.node, units=[rare] if head.units > 1 else [])],
                settings=[["data", "balance"]],
            ),
            remedies=[Remedy(code="coach.do.balance", params={}, changes=[change("data.balance", True)])],
        )
