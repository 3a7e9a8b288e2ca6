"""Which number stands for which probe in a session: the same probe has the same slot for all who watch."""

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import count

from descent.probes import Probe


class Slots:
    """A slot is given out once and never used again for another probe, so that a late section is recognised."""

    def __init__(self) -> None:
        self._next = count()
        self._slots: dict[str, int] = {}
        self._probes: dict[int, Probe] = {}
        self._watchers: Counter[int] = Counter()

    def take(self, probes: Iterable[Probe]) -> list[int]:
        """A slot for each probe, in order, held until given back."""
        taken = [self._slot_of(probe) for probe in probes]
        self._watchers.update(set(taken))
        return taken

    def give_back(self, slots: Collection[int]) -> None:
        """One who held these slots no longer watches them."""
        self._watchers.subtract(set(slots))
        for slot in set(slots):
            if self._watchers[slot] <= 0:
                del self._watchers[slot]
                del self._slots[self._probes.pop(slot).model_dump_json()]

    def held(self) -> dict[int, Probe]:
        """All probes that somebody watches, by slot."""
        return dict(self._probes)

    def _slot_of(self, probe: Probe) -> int:
        key = probe.model_dump_json()
        if key not in self._slots:
            self._slots[key] = next(self._next)
            self._probes[self._slots[key]] = probe
        return self._slots[key]
