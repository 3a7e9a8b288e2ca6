"""Units that are pushed to the ends of their range, where they hardly learn."""

from typing import ClassVar, Final

from descent.coach.case import Case
from descent.coach.evidence import above, names
from descent.coach.finding import Evidence, Finding
from descent.coach.measures import dances
from descent.coach.remedies import gentle_weights
from descent.coach.rule import Rule

EPOCHS: Final = 16
WINDOW: Final = 5
SHARE: Final = 0.8
GOOD: Final = 0.8
ROUGH: Final = 0.02


class Saturated(Rule):
    """In a hidden layer of tanh or sigmoid units, four fifths of all answers lie where the curve is flat (its slope
    less than a twentieth of its steepest), and the network is not good yet. A loss that dances has another cause: too
    high a rate drives units there, too.

    Glorot and Bengio 2010, “Understanding the difficulty of training deep feedforward neural networks”: saturated
    units pass next to no gradient back; first weights in proportion to the number of inputs keep units off the ends.
    """

    code: ClassVar[str] = "saturated"
    rank: ClassVar[int] = 60

    def examine(self, case: Case) -> Finding | None:
        if case.epochs < EPOCHS or case.skill > GOOD or dances(case.records.train_loss, WINDOW, ROUGH):
            return None
        ill = [layer for layer in case.layers[:-1] if layer.saturated.mean() >= SHARE]
        if not ill:
            return None
        percent = round(100 * max(float(layer.saturated.mean()) for layer in ill))
        return Finding(
            code=self.code,
            severity="note",
            words="coach.saturated",
            params={"percent": percent, "layers": names(ill)},
            evidence=Evidence(outlined=[above(layer, layer.saturated, SHARE) for layer in ill]),
            remedies=[gentle_weights(case)],
        )
