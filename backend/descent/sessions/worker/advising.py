"""The coach of a session: looks while training goes on, and tells what it says when that has changed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from descent.coach.coach import Coach
from descent.coach.finding import Finding
from descent.sessions.worker.pace import Pace

if TYPE_CHECKING:
    from descent.training.trainer import Trainer


class Advising:
    """`tell` takes what is to be shown from now on, None for nothing."""

    def __init__(self, tell: Callable[[Finding | None], None]) -> None:
        """Begins by saying nothing: another worker may have said something before."""
        self._coach = Coach()
        self._tell = tell
        self._told: Finding | None = None
        tell(None)

    def trained(self, trainer: "Trainer", seconds: float, pace: Pace) -> None:
        """So much processor time went into training at this pace; looks if that is due."""
        self._coach.trained(seconds)
        if self._coach.is_due(paced=pace.steps_per_second is not None):
            self.look(trainer)

    def look(self, trainer: "Trainer") -> None:
        """Looks now: training has come to rest."""
        self._coach.look(trainer)
        self._pass_on()

    def edited(self, trainer: "Trainer") -> None:
        """The document was edited."""
        self._coach.changed(trainer)
        self._pass_on()

    def begin(self, trainer: "Trainer") -> None:
        """Another run begins; nothing is silenced any more."""
        self._coach.begin(trainer)
        self._pass_on()

    def went_back(self, trainer: "Trainer") -> None:
        """The run goes on from another moment, which may be one of divergence."""
        self._coach.went_back(trainer)
        if trainer.diverged is not None:
            self._coach.look(trainer)
        self._pass_on()

    def silence(self, codes: list[str]) -> None:
        """Says no more of these in this run."""
        for code in codes:
            self._coach.silence(code)
        self._pass_on()

    def _pass_on(self) -> None:
        if self._coach.shown is not self._told:
            self._told = self._coach.shown
            self._tell(self._told)
