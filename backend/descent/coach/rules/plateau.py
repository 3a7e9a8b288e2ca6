"""Training that has come to a standstill short of its goal."""

from typing import ClassVar, Final

from descent.coach.case import Case
from descent.coach.evidence import last, whole
from descent.coach.finding import Evidence, Finding, Remedy
from descent.coach.measures import jitter, trend
from descent.coach.remedies import change, lower, set_rate
from descent.coach.rule import Rule

EPOCHS: Final = 25
PROGRESS: Final = 0.99
GOOD: Final = 0.9
ROUGH: Final = 0.08
NOTHING: Final = 0.1


class Plateau(Rule):
    """Over 25 epochs the training loss has not fallen by 1 % against the 25 before, and the network is not good yet.

    If the loss dances meanwhile by 8 % of its size from epoch to epoch, the steps are too long for the floor of the
    valley: a rate that is ten times lower is what ReduceLROnPlateau of PyTorch and Keras would choose (patience 10).
    If it is still and nothing at all was learned, the network stands on a saddle, as one whose weights all begin alike
    does (Goodfellow et al. 2016, Deep Learning, 8.4: break the symmetry): other first weights lead elsewhere.
    """

    code: ClassVar[str] = "plateau"
    rank: ClassVar[int] = 140

    def examine(self, case: Case) -> Finding | None:
        loss = case.records.train_loss
        if case.epochs < 2 * EPOCHS or case.skill > GOOD or not trend(loss, EPOCHS) > PROGRESS:
            return None
        if jitter(loss, EPOCHS) >= ROUGH:
            rate = lower(case.training.learning_rate, 2)
            settings = [["training", "learning_rate"]]
            evidence = Evidence(stretch=last(case.records, EPOCHS), settings=settings)
            return self._finding("coach.plateau_rough", evidence, set_rate(rate))
        if case.skill > NOTHING or case.cut:
            return None
        evidence = Evidence(stretch=last(case.records, EPOCHS), outlined=whole(case.hidden))
        return self._finding("coach.plateau_still", evidence, _other_weights(case))

    def _finding(self, words: str, evidence: Evidence, remedy: Remedy) -> Finding:
        return Finding(
            code=self.code,
            severity="note",
            words=words,
            params={"epochs": EPOCHS},
            evidence=evidence,
            remedies=[remedy],
        )


def _other_weights(case: Case) -> Remedy:
    """First weights as they suit each activation, drawn anew."""
    changes = [change(f"network.nodes.{layer.node}.layer.weight_init", {"kind": "auto"}) for layer in case.weighted]
    changes.append(change("training.seed", (case.training.seed + 1) % 2**32))
    return Remedy(code="coach.do.other_weights", params={}, command="reset", changes=changes)
