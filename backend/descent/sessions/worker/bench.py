"""The document of a session inside its worker, and the trainer that goes by it as far as it can be trained."""

from dataclasses import dataclass

from descent.data.load import LoadedData, load_data
from descent.document import Document
from descent.problems import GraphError, Problem
from descent.sessions.config import SessionConfig
from descent.sessions.edits import trains_alike
from descent.sessions.worker.telling import too_large
from descent.training.applied import Applied
from descent.training.trainer import Trainer
from descent.wire.events import State, StateInfo


@dataclass(frozen=True)
class Effect:
    """What a newer document did. `effective` is what training goes by where that is not all of it."""

    applied: Applied
    effective: Document | None
    is_drawn_anew: bool
    has_new_data: bool

    @property
    def is_worth_keeping(self) -> bool:
        """Whether doing it again would take time: parameters were moved or points made."""
        return bool(self.applied.kept or self.applied.fresh or self.has_new_data)


class Bench:
    """`drawn` is the newest document, `revision` its number. There is no trainer before a drawing is fit for one."""

    def __init__(
        self, document: Document, revision: int, config: SessionConfig, trainer: Trainer | None = None
    ) -> None:
        self.drawn = document
        self.revision = revision
        self.trainer = trainer
        self._config = config
        if trainer is None:
            self._begin()

    @classmethod
    def at(cls, trainer: Trainer, document: Document, revision: int, config: SessionConfig) -> "Bench":
        """A restored trainer under a document that trains as its own did; the looks are the document's."""
        if trains_alike(trainer.document, document):
            trainer.document = document
        trainer.revision = revision
        return cls(document, revision, config, trainer)

    @property
    def data(self) -> LoadedData:
        """The points in training; before there is a trainer, those of the document."""
        if self.trainer is not None:
            return self.trainer.data
        data = self.drawn.data
        return load_data(data.dataset, data.seed, data.validation_share, data.standardise, data.features, data.balance)

    def standing(self, state: State, problem: Problem | None) -> StateInfo:
        """What a session in this state does, and why it stopped: at step 0 where there is no trainer."""
        trainer = self.trainer
        return StateInfo(
            state=state,
            step=trainer.step_count if trainer else 0,
            epoch=trainer.epoch if trainer else 0,
            problem=problem,
            rewind_step=trainer.rewind_step if trainer and state == "diverged" else None,
        )

    def draw(self, document: Document, revision: int) -> Effect:
        """Puts a newer document into effect, or as much of it as can be trained."""
        before, self.drawn, self.revision = self.drawn, document, revision
        anew = not trains_alike(before, document)
        if self.trainer is None:
            self._begin()
            return Effect(Applied(), None, anew, self.trainer is not None or before.data != document.data)
        data = self.trainer.data
        applied = self._apply(self.trainer, document)
        effective = None if trains_alike(self.trainer.document, document) else self.trainer.document
        return Effect(applied, effective, anew, self.trainer.data is not data)

    def _begin(self) -> None:
        if too_large(self.drawn, self._config) is None:
            try:
                self.trainer = Trainer(self.drawn)
            except GraphError:
                return
            self.trainer.revision = self.revision

    def _apply(self, trainer: Trainer, document: Document) -> Applied:
        trainer.revision = self.revision
        if too_large(document, self._config) is not None:
            document = document.model_copy(update={"network": trainer.document.network})
        if trains_alike(trainer.document, document):
            trainer.document = document
            return Applied()
        try:
            return trainer.apply(document)
        except GraphError:
            return Applied()
