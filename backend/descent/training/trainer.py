"""The trainer: a document comes to life, step by step."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from time import perf_counter

import numpy as np

from descent.data.arrays import Numbers
from descent.data.load import LoadedData, SplitName
from descent.document import Document
from descent.engine.build import graph_of
from descent.engine.graph import Graph
from descent.ops.calls import Array
from descent.problems import DescentError, Diverged, GraphError, Problem
from descent.training.applied import Applied
from descent.training.course import Course
from descent.training.edits import adopt, load, usable
from descent.training.history import History, Record
from descent.training.judge import Judge
from descent.training.loading import fitting
from descent.training.rescue import Guard, blew_up, find
from descent.training.saving import course_of, packed
from descent.training.sounding import Sounded
from descent.training.state import Moment, fresh_state
from descent.training.strokes import Strokes, learn, strokes_of


@dataclass(frozen=True)
class LastStep:
    """What travelled through a node in the last step, as views that the next step overwrites.

    activation: what it gave (units, batch); gradient: of the loss by its sums, or by its output where it has none
    (units, batch), None where no gradient went; parameters: the gradient by each, as the optimizer got it.
    """

    activation: Array
    gradient: Array | None
    parameters: Mapping[str, Array]


class Trainer:
    """Trains a document.

    `document` and `graph` are what is being trained: where a newer document could not be, the last one that could.
    `data` are the points; `revision` goes into the records. `diverged` says what went wrong, until it is undone.
    """

    def __init__(self, document: Document) -> None:
        """Initial weights, step 0, one record. Raises GraphError."""
        self.document = document
        self._course = _course(document)
        self.diverged: Problem | None = None
        self._guard: Guard | None = None
        self.record()

    @classmethod
    def at(cls, document: Document, moment: Moment) -> "Trainer":
        """A trainer of this document that goes on from a moment of the same network, with a record of it."""
        trainer = cls(document)
        trainer._course.go_to(moment)
        trainer.record()
        return trainer

    @property
    def graph(self) -> Graph:
        return self._course.graph

    @property
    def data(self) -> LoadedData:
        return self._course.data

    @property
    def step_count(self) -> int:
        return self._course.state.step

    @property
    def epoch(self) -> int:
        """Epochs that have been completed."""
        return self._course.state.epoch

    @property
    def time(self) -> float:
        """Epochs since the beginning, with the share of the present one that has been trained on."""
        return self._course.time

    @property
    def history(self) -> History:
        return self._course.history

    @property
    def revision(self) -> int:
        return self._course.revision

    @revision.setter
    def revision(self, revision: int) -> None:
        self._course.revision = revision

    @property
    def learning_rate(self) -> float:
        """The rate of the last step, or of the next where it was just changed."""
        return self._course.state.update.rate

    @property
    def finished(self) -> bool:
        """Whether the document says to stop after an epoch that is over."""
        last = self.document.training.stop_after
        return last is not None and self.epoch >= last

    # ---- training ----

    def step(self) -> None:
        """One update. Raises Diverged."""
        self._train(1, inf, inf)

    def advance(self, seconds: float, steps: int | None = None) -> int:
        """As many steps as fit, at least one, at most `steps`; stops where the document says. Returns how many.

        Raises Diverged at the step that blew up: its update is not made, and it is the `step_count`.
        """
        if self.finished:
            return 0
        last = self.document.training.stop_after
        return self._train(inf if steps is None else steps, perf_counter() + seconds, inf if last is None else last)

    def run(self, epochs: int) -> Record:
        """Trains until so many more epochs are completed. Returns the last record. Raises Diverged."""
        if epochs < 1:
            return self.evaluate()
        self._train(inf, inf, self.epoch + epochs)
        return self.history[-1]

    def _train(self, most: float, deadline: float, last_epoch: float) -> int:
        if self.diverged:
            raise Diverged(self.diverged)
        course = self._course
        with np.errstate(all="ignore"):
            if self._guard is None or self._guard.stale:
                self._guard = Guard.take(course)
            began = course.state.step
            course.run(most, deadline, last_epoch)
            if blew_up(course):
                self.diverged = find(course, self._guard)
                raise Diverged(self.diverged)
        return course.state.step - began

    def evaluate(self) -> Record:
        """Both splits, in use mode, without the penalty. Changes nothing."""
        with np.errstate(all="ignore"):
            return self._course.judge()

    def record(self) -> Record:
        """Evaluates and appends to the history."""
        self.history.append(record := self.evaluate())
        return record

    # ---- going back ----

    def reset(self) -> None:
        """Initial weights of the document's seed, step 0, nothing remembered; a new series of records."""
        history, revision = self._course.history, self._course.revision
        self._course = _course(self.document, self._course)
        self._course.history, self._course.revision = history, revision
        self._unblock()
        self.record()

    @property
    def rewind_step(self) -> int:
        """The step that `rewind` goes back to."""
        return self._course.good.step

    def rewind(self) -> int:
        """Back to the last good moment; a new series of records begins. Returns its step."""
        self._course.go_to(self._course.good)
        self._unblock()
        self.record()
        return self.step_count

    def _unblock(self) -> None:
        self.diverged = self._guard = None

    # ---- changing ----

    def apply(self, document: Document) -> Applied:
        """Goes on with a changed document, between two steps.

        Raises GraphError when it can't be trained as it is; everything else in it is in effect all the same, with the
        network (and the data, and the loss) that last could be. While `diverged`, changes wait for the way back.
        """
        course = self._course
        chosen, graph = usable(document, self.document)
        with np.errstate(all="ignore"):
            applied = adopt(course, self.document, chosen, graph)
            touched = applied.kept or applied.fresh or applied.held or chosen.data != self.document.data
            if not self.diverged and (touched or chosen.training.loss != self.document.training.loss):
                course.begin_series()
        self.document, self._guard = chosen, None
        if chosen is not document:
            raise GraphError(*graph_of(document).problems)
        return applied

    def parameters(self) -> dict[str, Array]:
        """Copies, in PyTorch's names and layout: "<node id>.weight" (units, inputs), "<node id>.bias" (units,)."""
        return {name: np.array(view, order="C") for name, view in self._course.state.parameters.named().items()}

    def load_parameters(self, parameters: Mapping[str, Numbers]) -> None:
        """Takes on these weights, all or none; the optimizer begins afresh. Raises DescentError."""
        state = self._course.state
        arrays = fitting(parameters, state.parameters)
        state.release()
        for name, array in arrays.items():
            state.parameters.named()[name][...] = array
        state.update.forget()
        state.hold(self.graph)
        self._unblock()
        with np.errstate(all="ignore"):
            self._course.begin_series()

    def set_weight(self, node: str, unit: int, column: int | None, value: float) -> float | None:
        """Puts a number in the place of a unit's weight for an input (None: of its bias), between two steps.

        Returns the one that was there; None, and nothing has changed, where the network has no such place. Of a silent
        weight it is the number that it will have when it is released.
        """
        state = self._course.state
        index = state.parameters.index_of(node, unit, column)
        if index is None:
            return None
        old = state.holding.get(index, state.parameters.vector)
        state.holding.put(index, state.parameters.vector, value)
        self._guard = None
        if not self.diverged:
            with np.errstate(all="ignore"):
                self._course.begin_series()
        return old

    def learn(self, index: int) -> tuple[float, float] | None:
        """One step with one training point alone, as `strokes` shows it, between two steps of the epoch. Recorded.

        Returns the point's loss before and after. None, and nothing has happened, where there is no such point or
        training has diverged. Raises DescentError if the step would leave numbers that are not finite: it is not made.
        """
        before = None if self.diverged else self.strokes("train", index)
        if before is None:
            return None
        with np.errstate(all="ignore"):
            if not learn(self._course, self.data.train, index):
                raise DescentError(Problem(code="training.lesson_not_finite", params={"number": index + 1}))
            self._guard = None
            self.history.append(self._course.begin_series())
        after = self.strokes("train", index)
        assert after is not None
        return before.loss, after.loss

    # ---- looking ----

    def predict(self, x: Numbers) -> Array:
        """What the network says about raw points (N, inputs): the share of each class (N, classes) or a number (N, 1).

        Where a point wants several answers, the shares at each step (N, steps, classes).

        Has no effect on training. Raises DescentError on points of another shape.
        """
        return self._course.shop.objective.told(self._course.shop.observer.answers(x))

    def observe(self, x: Numbers) -> Mapping[str, Array]:
        """What every node gives for raw points (N, inputs): (units, N), views until N points are observed again."""
        return self._course.shop.observer.observe(x)

    def answers(self, split: SplitName) -> Array:
        """What the output says about every point of a split (outputs, N), in use mode; valid until judged again.

        Where a point has several steps, each that wants an answer is a point of its own; `truth` has their targets.
        """
        judge = self._judge(split)
        with np.errstate(all="ignore"):
            judge.look()
        return judge.answers

    def truth(self, split: SplitName) -> Numbers:
        """The class index, or the number that the network learns, of every answer of `answers` (N,)."""
        return self._course.shop.objective.truth(self.data.train if split == "train" else self.data.validation)

    def losses(self, split: SplitName) -> Array:
        """The loss of every point of a split (N,), in use mode, without the penalty."""
        judge = self._judge(split)
        with np.errstate(all="ignore"):
            judge.look()
            return judge.losses()

    def _judge(self, split: SplitName) -> Judge:
        return self._course.shop.train if split == "train" else self._course.shop.validation

    def decode(self, answers: Array) -> Array:
        """The output's values (outputs, N) in a person's terms: the share of each class (N, classes), or (N, 1)."""
        return self._course.shop.objective.decode(answers)

    def evidence(self, answers: Array, positive: int) -> Array:
        """How much the output's values (outputs, N) speak for one class (N,); only their order matters."""
        return self._course.shop.objective.evidence(answers, positive)

    def decide(self, answers: Array) -> Numbers:
        """What the output's values (outputs, N) mean: class indices, or numbers in the data's unit (N,)."""
        objective = self._course.shop.objective
        decided = objective.decide(answers)
        return np.asarray(decided, np.int64) if objective.head.classes else self.data.decode(decided)

    def weights(self, node: str) -> Mapping[str, Array]:
        """Views of a node's parameters: weight (units, inputs), bias (units,). Not to be written to."""
        return self._course.state.parameters.of(node)

    def last_step(self, node: str) -> LastStep | None:
        """What travelled through a node in the last step, or None before the first one since it was compiled."""
        plan = self._course.shop.loop.last
        if plan is None:
            return None
        gradient = plan.gradients.get(node)
        return LastStep(
            activation=plan.values[node].rows[:-1],
            gradient=None if gradient is None else gradient.rows[:-1],
            parameters=self._course.state.gradients.of(node),
        )

    def strokes(self, split: SplitName, index: int) -> Strokes | None:
        """What a step with one point of the data alone would do, stroke by stroke; None where there is no such point.

        Changes nothing: it is worked out on copies.
        """
        points = self.data.train if split == "train" else self.data.validation
        with np.errstate(all="ignore"):
            return strokes_of(self._course, points, index) if index < len(points) else None

    def sound(self) -> Mapping[str, Sounded]:
        """Every node on a sample of the training points, forwards and backwards. Has no effect on training."""
        return self._course.shop.sounding().sound()

    # ---- keeping ----

    def checkpoint(self) -> bytes:
        """Everything that the next steps depend on, bit for bit; also within an epoch."""
        return packed(self.document, self._course, self.diverged)

    @classmethod
    def restore(cls, data: bytes) -> "Trainer":
        """A trainer that goes on exactly where the checkpoint was taken. Raises DescentError."""
        trainer = cls.__new__(cls)
        trainer.document, trainer._course, trainer.diverged = course_of(data)
        trainer._guard = None
        return trainer


def _course(document: Document, like: Course | None = None) -> Course:
    """A course at step 0; with the graph and the data of another one of the same document, if there is one."""
    graph = like.graph if like else graph_of(document).check()
    data = like.data if like else load(document.data)
    course = Course(document.training, graph, data, fresh_state(graph, document.training, len(data.train)))
    with np.errstate(all="ignore"):
        course.begin_series()
    return course
