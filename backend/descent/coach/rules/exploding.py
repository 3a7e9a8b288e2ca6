"""Gradients that are larger than what they change."""

from typing import ClassVar, Final

import numpy as np

from descent.coach.case import Case
from descent.coach.evidence import names, whole
from descent.coach.finding import Evidence, Finding, Remedy
from descent.coach.remedies import change, gentle_weights, has_own_weights
from descent.coach.rule import Rule

EPOCHS: Final = 1
WINDOW: Final = 3
NORM: Final = 10.0
RATIO: Final = 3.0
GOOD: Final = 0.8
LIMIT: Final = 1.0


class Exploding(Rule):
    """Without clipping, the gradient's length has been above 10 over the last three epochs (the median), and in some
    layer the gradient is three times as large as the weights.

    Pascanu, Mikolov and Bengio 2013, “On the difficulty of training recurrent neural networks”: gradients that grow
    layer by layer make steps that throw the network off; clip their norm. A healthy network's whole gradient has a
    length of about 1, a tenth of the threshold, which is why 1 is the usual limit.
    """

    code: ClassVar[str] = "exploding"
    rank: ClassVar[int] = 30

    def examine(self, case: Case) -> Finding | None:
        if case.epochs < EPOCHS or case.training.clip.kind != "none" or case.skill > GOOD:
            return None
        norm = float(np.median(case.records.gradient_norm[-WINDOW:]))
        large = [layer for layer in case.weighted if layer.gradient > RATIO * layer.weight]
        if norm < NORM or not large:
            return None
        clip = Remedy(
            code="coach.do.clip",
            params={"value": LIMIT},
            changes=[change("training.clip", {"kind": "norm", "limit": LIMIT})],
        )
        return Finding(
            code=self.code,
            severity="note",
            words="coach.exploding",
            params={"norm": round(norm), "layers": names(large)},
            evidence=Evidence(outlined=whole(large), settings=[["training", "clip"]]),
            remedies=[gentle_weights(case), clip] if has_own_weights(case) else [clip],
        )
