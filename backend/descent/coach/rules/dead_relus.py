"""Rectifiers that never fire, and so never learn."""

from typing import ClassVar, Final

from descent.coach.case import Case, Layer
from descent.coach.evidence import above, names
from descent.coach.finding import Evidence, Finding
from descent.coach.remedies import set_layers
from descent.coach.rule import Rule

EPOCHS: Final = 2
SHARE: Final = 0.4
LEAST: Final = 2
GOOD: Final = 0.9


def dead(layer: Layer) -> int:
    """Units that say 0 about every point of the sample."""
    return int((layer.zero >= 1).sum()) if layer.activation == "relu" else 0


class DeadReLUs(Rule):
    """In a layer of ReLUs, 40 % of the units or more (two at least) give 0 for every point of the sample, and the
    network is not good yet.

    Karpathy, CS231n (“Commonly used activation functions”): a large gradient can push a ReLU to where no point
    activates it any more, and as much as 40 % of a network may be dead when the rate is too high. Maas, Hannun and Ng
    2013: a leaky rectifier keeps a small slope on the negative side, through which such a unit learns its way back.
    """

    code: ClassVar[str] = "dead_relus"
    rank: ClassVar[int] = 15

    def examine(self, case: Case) -> Finding | None:
        if case.epochs < EPOCHS or case.skill > GOOD:
            return None
        ill = [layer for layer in case.layers[:-1] if dead(layer) >= max(LEAST, SHARE * layer.units)]
        if not ill:
            return None
        count, units = sum(map(dead, ill)), sum(layer.units for layer in ill)
        nodes = [layer.node for layer in ill]
        return Finding(
            code=self.code,
            severity="note",
            words="coach.dead_relus",
            params={"dead": count, "units": units, "layers": names(ill)},
            evidence=Evidence(outlined=[above(layer, layer.zero, 1.0) for layer in ill]),
            remedies=[set_layers("coach.do.leaky_relu", nodes, names(ill), "activation", "leaky_relu")],
        )
