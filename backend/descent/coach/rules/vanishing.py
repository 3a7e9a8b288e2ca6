"""Gradients that fade on their way back to the first layers."""

from typing import ClassVar, Final

from descent.coach.case import Case
from descent.coach.evidence import names, whole
from descent.coach.finding import Evidence, Finding
from descent.coach.measures import jitter
from descent.coach.remedies import set_layers
from descent.coach.rule import Rule
from descent.coach.updates import held_down

EPOCHS: Final = 16
WINDOW: Final = 5
RATIO: Final = 0.01
GOOD: Final = 0.5
STILL: Final = 0.02
SQUASHING: Final = frozenset({"sigmoid", "tanh"})


class Vanishing(Rule):
    """The gradient of a hidden layer's weights is less than a hundredth of that of the last layer's, and the network
    has hardly learned: the loss stands still (moves by less than 2 % from epoch to epoch).

    Hochreiter 1991 and Glorot and Bengio 2010: through each sigmoid the gradient shrinks to a quarter at most, through
    saturated units to less, so that the first layers stand still. Rectifiers have a slope of 1 where they fire (Glorot,
    Bordes and Bengio 2011).
    """

    code: ClassVar[str] = "vanishing"
    rank: ClassVar[int] = 50

    def examine(self, case: Case) -> Finding | None:
        if case.epochs < EPOCHS or case.skill > GOOD or len(case.hidden) < 2 or case.cut:
            return None
        if held_down(case) or not jitter(case.records.train_loss, WINDOW) < STILL:
            return None
        reference = case.weighted[-1].gradient
        faded = [layer for layer in case.hidden if layer.gradient < RATIO * reference]
        squashing = [layer for layer in case.hidden if layer.activation in SQUASHING]
        if not faded or not squashing:
            return None
        share = min(layer.gradient for layer in faded) / reference
        nodes = [layer.node for layer in squashing]
        return Finding(
            code=self.code,
            severity="note",
            words="coach.vanishing",
            params={"layers": names(faded), "times": f"{1 / max(share, 1e-9):,.0f}"},
            evidence=Evidence(outlined=whole(faded)),
            remedies=[set_layers("coach.do.relu", nodes, names(squashing), "activation", "relu")],
        )
