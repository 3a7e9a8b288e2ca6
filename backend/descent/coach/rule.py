"""What a rule is: a pure function of a case, with a place in the order of importance."""

from abc import abstractmethod
from typing import ClassVar

from descent.coach.case import Case
from descent.coach.finding import Finding


class Rule:
    """Deriving registers it. Of several findings the one with the lowest `rank` is shown: causes before effects.

    The docstring of a rule says what its thresholds are and where they come from.
    """

    kinds: ClassVar[dict[str, type["Rule"]]] = {}
    code: ClassVar[str]
    rank: ClassVar[int]

    def __init_subclass__(cls) -> None:
        Rule.kinds[cls.code] = cls

    @abstractmethod
    def examine(self, case: Case) -> Finding | None:
        """What it finds, or None."""


def findings(case: Case) -> list[Finding]:
    """What all rules find, the most important first."""
    rules = sorted(Rule.kinds.values(), key=lambda rule: rule.rank)
    return [found for rule in rules if (found := rule().examine(case)) is not None]
