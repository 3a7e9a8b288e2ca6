"""The numbers became infinite."""

from typing import ClassVar

from descent.coach.case import Case
from descent.coach.evidence import last
from descent.coach.finding import Evidence, Finding, Remedy, Units
from descent.coach.remedies import gentle_weights, has_own_weights, lower, set_rate
from descent.coach.rule import Rule


class HasDiverged(Rule):
    """A step made the loss or a parameter infinite: there is no threshold.

    What went wrong is told in the words of `training.diagnosis`. Dividing the rate by about three is the usual next
    try (Goodfellow, Bengio and Courville 2016, Deep Learning, 11.4.1: rates on a logarithmic scale).
    """

    code: ClassVar[str] = "diverged"
    rank: ClassVar[int] = 0

    def examine(self, case: Case) -> Finding | None:
        problem = case.diverged
        if problem is None:
            return None
        back = Remedy(code="coach.do.rewind", params={"step": case.rewind_step}, command="rewind", changes=[])
        return Finding(
            code=self.code,
            severity="error",
            words=problem.code,
            params=problem.params,
            evidence=Evidence(
                outlined=[Units(node=problem.node, units=[])] if problem.node else [],
                stretch=last(case.records, 3) if len(case.records) > 1 else None,
                settings=[["training", "learning_rate"]],
            ),
            remedies=[_first(case), back],
        )


def _first(case: Case) -> Remedy:
    """A lower rate; where it blew up before the first epoch was over, from weights of their own, gentler weights."""
    if case.rewind_step == 0 and has_own_weights(case):
        return gentle_weights(case)
    return set_rate(lower(case.training.learning_rate), "rewind")
