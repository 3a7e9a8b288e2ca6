"""A network with far more parameters than there are points to learn them from."""

from typing import ClassVar, Final

from descent.coach.case import Case
from descent.coach.evidence import names, whole
from descent.coach.finding import Evidence, Finding, Remedy
from descent.coach.remedies import change
from descent.coach.rule import Rule

EPOCHS: Final = 10
RATIO: Final = 50
GAP: Final = 0.03
WORSE: Final = 2.0
AIM: Final = 5
LEAST: Final = 4


class NetworkTooLarge(Rule):
    """More than 50 parameters for each number to be learned (point × output), and the validation loss is twice the
    training loss, with a score that is 0.03 lower.

    A network can learn any labels by heart once it has more parameters than points (Zhang et al. 2017, “Understanding
    deep learning requires rethinking generalization”); that alone is no fault, so the gap must be there, too. The
    remedy aims at five for each number, which leaves more than enough room (see `underfitting`).
    """

    code: ClassVar[str] = "network_too_large"
    rank: ClassVar[int] = 80

    def examine(self, case: Case) -> Finding | None:
        records, wanted = case.records, case.inputs.points * case.layers[-1].units
        dense = [layer for layer in case.hidden if layer.kind == "dense"]
        if case.epochs < EPOCHS or not dense or case.parameters < RATIO * wanted:
            return None
        train, validation = records.train_loss[-EPOCHS:].mean(), records.validation_loss[-EPOCHS:].mean()
        gap = records.train_score[-EPOCHS:].mean() - records.validation_score[-EPOCHS:].mean()
        if validation < WORSE * train or gap < GAP:
            return None
        # Weights between two hidden layers go with the square of their width.
        factor = (AIM * wanted / case.parameters) ** (0.5 if len(dense) > 1 else 1.0)
        units = {layer.node: max(LEAST, round(layer.units * factor)) for layer in dense}
        changes = [change(f"network.nodes.{node}.layer.units", count) for node, count in units.items()]
        sizes = " × ".join(map(str, units.values()))
        return Finding(
            code=self.code,
            severity="note",
            words="coach.network_too_large",
            params={"parameters": f"{case.parameters:,}", "points": case.inputs.points},
            evidence=Evidence(outlined=whole(dense)),
            remedies=[Remedy(code="coach.do.shrink", params={"layers": names(dense), "value": sizes}, changes=changes)],
        )
