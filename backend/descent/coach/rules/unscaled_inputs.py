"""Inputs of very different sizes."""

from typing import ClassVar, Final

import numpy as np

from descent.coach.case import Case
from descent.coach.finding import Evidence, Finding, Remedy, Units
from descent.coach.remedies import change
from descent.coach.rule import Rule

EPOCHS: Final = 1
LARGE: Final = 30.0
RATIO: Final = 10.0
GOOD: Final = 0.95


class UnscaledInputs(Rule):
    """The largest input is larger than 30 (root mean square) and more than ten times as large as the smallest.

    LeCun, Bottou, Orr and Müller 1998, “Efficient BackProp”, 4.3: inputs should have a mean of about zero and the same
    spread of about one, else the weights of the large ones need another rate than those of the small ones. The squares
    of a plane’s coordinates, about 16 beside sines of 0.7, are still learned from without harm (the dropout example).
    """

    code: ClassVar[str] = "unscaled_inputs"
    rank: ClassVar[int] = 10

    def examine(self, case: Case) -> Finding | None:
        if case.document.data.standardise or case.epochs < EPOCHS or case.skill > GOOD:
            return None
        sizes = np.hypot(case.inputs.mean, case.inputs.spread)
        used = sizes > 0
        if not used.any() or sizes.max() < LARGE or sizes.max() < RATIO * sizes[used].min():
            return None
        largest = int(sizes.argmax())
        smallest = int(np.where(used, sizes, np.inf).argmin())
        large = set(np.flatnonzero(sizes >= max(LARGE, sizes.max() / RATIO)).tolist())
        outlined = [
            Units(node=node, units=[unit for unit, column in enumerate(columns) if column in large])
            for node, columns in case.inputs.cards.items()
            if large & set(columns)
        ]
        return Finding(
            code=self.code,
            severity="note",
            words="coach.unscaled_inputs",
            params={
                "large": case.inputs.columns[largest],
                "small": case.inputs.columns[smallest],
                "times": f"{float(f'{sizes[largest] / sizes[smallest]:.2g}'):,.0f}",
            },
            evidence=Evidence(outlined=outlined, settings=[["data", "standardise"]]),
            remedies=[Remedy(code="coach.do.standardise", params={}, changes=[change("data.standardise", True)])],
        )
