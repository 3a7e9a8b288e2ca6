"""What a runner keeps of its session: checkpoints to go on from after a crash; some are moments to go back to."""

import time
from typing import TYPE_CHECKING

from descent.sessions.config import SessionConfig
from descent.sessions.reports import BranchStart, CheckpointReport, Origin
from descent.sessions.worker.keeper import SETTLED, Keeper
from descent.sessions.worker.reporter import Reporter
from descent.wire.events import StateInfo
from descent.wire.moments import Why

if TYPE_CHECKING:
    from descent.sessions.worker.bench import Bench


class Moments:
    """Nobody asks for them: the runner says what happens, and `wanted` says what is due."""

    def __init__(self, reporter: Reporter, config: SessionConfig) -> None:
        self.keeper = Keeper(config.checkpoint_seconds, time.monotonic())
        self._reporter = reporter
        self._branch: BranchStart | None = None

    def begin_branch(self, origin: Origin, first: int, moment: int | None = None) -> None:
        """The next checkpoint is the first of a branch whose records begin with number `first`."""
        self._branch = BranchStart(origin=origin, moment=moment, first=first)

    def wanted(self, *, running: bool) -> Why | None:
        """Why a moment should be kept now."""
        return self.keeper.wants(time.monotonic(), running=running)

    def edited(self) -> bool:
        """Something that trains is about to change. Returns whether it is a change of its own (see `Keeper.edited`)."""
        return self.keeper.edited(time.monotonic())

    def changed(self, *, fresh: bool) -> None:
        """It has changed: what it is now should be kept, at once or when the hand rests."""
        self.keeper.changed = True
        self.keeper.owe("change", time.monotonic() + (0 if fresh else SETTLED))

    def keep(self, bench: "Bench", why: Why | None, records: int, moves: int, standing: StateInfo) -> None:
        """Has the server keep a checkpoint of the bench's trainer, as a moment if there is a reason for one."""
        assert bench.trainer is not None
        began = time.monotonic()
        data = bench.trainer.checkpoint()
        report = CheckpointReport(
            session=self._reporter.session,
            revision=bench.revision,
            records=records,
            moves=moves,
            standing=standing,
            why=why,
            branch=self._branch,
            time=bench.trainer.time,
        )
        self._reporter.checkpoint(report, data)
        self._branch = None
        now = time.monotonic()
        self.keeper.paid(began, now)
        if why is not None:
            self.keeper.kept(now)
