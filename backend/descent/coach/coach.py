"""The coach of one training: looks at it now and then, at a small share of its time, and says what is worth saying."""

from time import monotonic, thread_time
from typing import TYPE_CHECKING, Final

from descent.coach.examiner import Examiner
from descent.coach.finding import Finding
from descent.coach.patience import Patience
from descent.coach.places import bare, touched
from descent.coach.records import Notebook
from descent.coach.rule import findings

if TYPE_CHECKING:
    from descent.document import Document
    from descent.training.trainer import Trainer

LEAST_SECONDS: Final = 1.0
"""Between two looks."""
COST_SHARE: Final = 0.01
"""The share of the training's own processor time that looks may cost."""


class Coach:
    """Reads the trainer and never changes it. `shown` is what a person should see now."""

    def __init__(self) -> None:
        self._notebook = Notebook()
        self._examiner = Examiner()
        self._patience = Patience()
        self._document: Document | None = None
        self._looked = monotonic()
        self._cost = 0.0
        self._trained = 0.0

    @property
    def shown(self) -> Finding | None:
        return self._patience.shown

    def silence(self, code: str) -> None:
        """“Not now”: no more of this in this run."""
        self._patience.silence(code)

    def begin(self, trainer: "Trainer") -> None:
        """Another run begins."""
        self._patience.begin()
        self._notebook = Notebook()
        self._document = trainer.document

    def went_back(self, trainer: "Trainer") -> None:
        """The run goes on from another moment."""
        self._notebook.begin(trainer.history)
        self._document = trainer.document
        self._patience.clear()

    def changed(self, trainer: "Trainer") -> None:
        """The document may have been edited: what was recorded so far is of other settings then."""
        before, self._document = self._document, trainer.document
        if before is None or before is trainer.document or bare(before) == bare(trainer.document):
            return
        self._notebook.begin(trainer.history)
        self._patience.edited()
        if self.shown is not None and touched(self.shown, before, trainer.document):
            self._patience.clear()

    def trained(self, seconds: float) -> None:
        """Takes note of processor time that went into training."""
        self._trained += seconds

    def is_due(self, *, paced: bool) -> bool:
        """Whether it may look again. Of a training that waits most of the time, the clock's time counts."""
        passed = monotonic() - self._looked
        affordable = passed if paced else self._trained
        return passed >= LEAST_SECONDS and affordable >= self._cost / COST_SHARE

    def look(self, trainer: "Trainer") -> None:
        """Examines the training; `shown` is the newest then."""
        began = thread_time()
        self.changed(trainer)
        self._notebook.follow(trainer.history)
        now = monotonic()
        if trainer.epoch or trainer.diverged:
            self._patience.consider(findings(self._examiner.case(trainer, self._notebook.records)), now)
        self._looked, self._trained, self._cost = now, 0.0, thread_time() - began
