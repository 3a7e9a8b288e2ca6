"""The pictures that a worker makes of a trainer: only when one is asked for, and only of what is asked."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from descent.probes import Probe
from descent.probes.sight import Sight
from descent.sessions.orders import LookOrder, WatchOrder
from descent.wire.snapshot import Section, SnapshotHeader, encode_snapshot

if TYPE_CHECKING:
    from descent.training.trainer import Trainer


class Showing:
    """What is watched, and the question that is open."""

    def __init__(self) -> None:
        self._watched: dict[int, Probe] = {}
        self._look: LookOrder | None = None

    def watch(self, order: WatchOrder) -> None:
        """Takes note of all that anybody watches."""
        self._watched = {watched.slot: watched.probe for watched in order.watched}

    def ask(self, order: LookOrder) -> None:
        """Opens a question; it takes the place of an open one."""
        self._look = order

    def wants(self, generation: int) -> bool:
        """Whether somebody waits for what there is now."""
        return self._look is not None and generation > self._look.known

    def answer(self, trainer: "Trainer", rate: float, *, running: bool) -> tuple[int, bytes]:
        """The number of the question, which is that of the snapshot, and the frame."""
        look, self._look = self._look, None
        assert look is not None
        header = SnapshotHeader(
            number=look.number,
            step=trainer.step_count,
            epoch=trainer.epoch,
            revision=trainer.revision,
            rate=rate,
            running=running,
        )
        with np.errstate(all="ignore"):
            return look.number, encode_snapshot(header, self._sections(look, Sight(trainer)))

    def _sections(self, look: LookOrder, sight: Sight) -> Iterator[Section]:
        for slot in look.slots:
            if (probe := self._watched.get(slot)) is not None:
                for index, part in enumerate(probe.look(sight)):
                    yield Section(slot, index, part)
