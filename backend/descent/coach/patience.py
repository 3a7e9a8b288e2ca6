"""Which of the findings is shown: one at a time, long enough to be read, gone when its cause is. Pure."""

from collections import deque
from collections.abc import Sequence
from typing import Final

from descent.coach.finding import Finding

HELD: Final = 2
"""Looks, of the last three, at which a finding must hold before it is shown."""
WINDOW: Final = 3
MISSED: Final = 3
"""Looks in a row at which the finding that is shown must not hold before it goes."""
INTERVAL: Final = 20.0
"""Seconds between two new findings."""
REFRESHED: Final = 5.0
"""Seconds after which the evidence of the finding that is shown follows what it is now."""


class Patience:
    """Words and remedies of `shown` stay as they were when it came, so that they can be read. Errors do not wait."""

    def __init__(self) -> None:
        self.shown: Finding | None = None
        self._looks: deque[frozenset[tuple[str, str]]] = deque(maxlen=WINDOW)
        self._missed = 0
        self._drawn = 0.0
        self._last: tuple[str, float] | None = None
        self._silenced: set[str] = set()

    def silence(self, code: str) -> None:
        """Says no more of this, in this run."""
        self._silenced.add(code)
        if self.shown is not None and self.shown.code == code:
            self.clear()

    def begin(self) -> None:
        """Another run: nothing is silenced any more."""
        self._silenced.clear()
        self._last = None
        self.clear()

    def clear(self) -> None:
        """What is shown has lost its cause."""
        self.shown, self._missed = None, 0
        self._looks.clear()

    def edited(self) -> None:
        """What was seen so far is of other settings: it does not count towards what is shown next."""
        self._looks.clear()

    def consider(self, found: Sequence[Finding], now: float) -> Finding | None:
        """What to show, of these findings, the most important first, at this time in seconds."""
        found = [one for one in found if one.code not in self._silenced]
        self._looks.append(frozenset(map(_said, found)))
        self._missed = 0 if self.shown is None or _said(self.shown) in self._looks[-1] else self._missed + 1
        if self._missed >= MISSED:
            self.shown, self._missed = None, 0
        for one in found:
            if self.shown is not None and one.code == self.shown.code:
                if one.words == self.shown.words:
                    self._follow(self.shown, one, now)
                break
            if self._may_come(one, now):
                self.shown, self._missed, self._last, self._drawn = one, 0, (one.code, now), now
                break
        return self.shown

    def _follow(self, shown: Finding, one: Finding, now: float) -> None:
        if now - self._drawn >= REFRESHED and one.evidence != shown.evidence:
            self.shown, self._drawn = shown.model_copy(update={"evidence": one.evidence}), now

    def _may_come(self, one: Finding, now: float) -> bool:
        if one.severity == "error":
            return True
        if sum(_said(one) in look for look in self._looks) < HELD:
            return False
        if self._last is None or now - self._last[1] >= INTERVAL:
            return True
        # What was there before, and comes back, is nothing new.
        return self.shown is None and self._last[0] == one.code


def _said(finding: Finding) -> tuple[str, str]:
    """What a finding is known by: a rule can say one of several things, and where one is true the others are not."""
    return finding.code, finding.words
