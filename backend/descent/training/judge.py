"""How good the network is on a split: all of it, in use mode, on buffers of its own."""

from collections.abc import Mapping

import numpy as np

from descent.data.load import Split
from descent.engine.cost import evaluated_at_once
from descent.engine.graph import Graph
from descent.engine.parameters import Parameters
from descent.engine.plan import compile_forward
from descent.ops.calls import Array
from descent.ops.losses.base import Answers
from descent.training.inputs import input_rows
from descent.training.objective import Objective


class Judge:
    """Everything about the split is prepared once, because it is judged after every epoch."""

    def __init__(self, graph: Graph, parameters: Parameters, objective: Objective, split: Split) -> None:
        points, head = len(split), objective.head
        self._plan = compile_forward(graph, parameters, min(points, evaluated_at_once(graph)))
        self._inputs = input_rows(graph, split.x)
        self._points, self._items = points, objective.items
        self._whole = points == self._plan.batch
        if self._whole:
            self._write(self._inputs)
            self._said = (self._plan.sums, self._plan.answers)
        else:
            sums, answers = np.empty((2, *self._plan.answers.shape[:1], points), np.float32)
            self._said = (sums, answers)
        self._places = objective.answered(split) if head.steps > 1 else None
        targets = objective.targets(split)
        if self._places is None:
            self._sums, self.answers = self._said
        else:
            self._sums, self.answers = np.empty((2, head.units, len(self._places)), np.float32)
            targets = objective.items(targets)[:, self._places]
        self._answered = Answers(self._sums, self.answers, targets)
        self._loss, self._each = objective.loss.measure(self._answered), objective.loss.each
        self._decide, self._score = objective.decide, objective.score(split)

    def look(self) -> None:
        """Runs the split through the network; `answers` (outputs, points) are the newest then.

        Where a point has several steps, each that wants an answer is a point of its own.
        """
        if self._whole:
            self._plan.run()
        else:
            self._run_pieces()
        if self._places is not None:
            for said, chosen in zip(self._said, (self._sums, self.answers), strict=True):
                self._items(said).take(self._places, 1, chosen, "clip")

    def _run_pieces(self) -> None:
        points, batch = self._points, self._plan.batch
        sums, answers = self._said
        for start in range(0, points, batch):
            # The last piece may be short: what is behind it in the buffers is left over and not read.
            piece = slice(start, min(start + batch, points))
            self._write({node: rows[piece] for node, rows in self._inputs.items()})
            self._plan.run()
            sums[:, piece] = self._plan.sums[:, : piece.stop - start]
            answers[:, piece] = self._plan.answers[:, : piece.stop - start]

    def judge(self) -> tuple[float, float, float]:
        """Loss, score and second score."""
        self.look()
        return self._loss(), *self._score(self._decide(self.answers))

    def losses(self) -> Array:
        """The loss of each point (points,), as `look` found them last; of several answers the mean."""
        each = self._each(self._answered)
        if self._places is None:
            return each
        owners = self._places % self._points
        counts = np.bincount(owners, minlength=self._points)
        return np.bincount(owners, each, self._points) / np.maximum(counts, 1)

    def _write(self, inputs: Mapping[str, Array]) -> None:
        for node, feed in self._plan.feeds.items():
            feed[: len(inputs[node])] = inputs[node]
