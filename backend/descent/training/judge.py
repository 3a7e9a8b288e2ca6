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
        points = len(split)
        self._plan = compile_forward(graph, parameters, min(points, evaluated_at_once(graph)))
        self._inputs = input_rows(graph, split.x)
        self._whole = points == self._plan.batch
        if self._whole:
            self._write(self._inputs)
            self._sums, self.answers = self._plan.sums, self._plan.answers
        else:
            self._sums, self.answers = np.empty((2, *self._plan.answers.shape[:1], points), np.float32)
        self._answered = Answers(self._sums, self.answers, objective.targets(split))
        self._loss, self._each = objective.loss.measure(self._answered), objective.loss.each
        self._decide, self._score = objective.decide, objective.score(split)

    def look(self) -> None:
        """Runs the split through the network; `answers` (outputs, points) are the newest then."""
        if self._whole:
            self._plan.run()
            return
        points, batch = self.answers.shape[1], self._plan.batch
        for start in range(0, points, batch):
            # The last piece may be short: what is behind it in the buffers is left over and not read.
            piece = slice(start, min(start + batch, points))
            self._write({node: rows[piece] for node, rows in self._inputs.items()})
            self._plan.run()
            self._sums[:, piece] = self._plan.sums[:, : piece.stop - start]
            self.answers[:, piece] = self._plan.answers[:, : piece.stop - start]

    def judge(self) -> tuple[float, float, float]:
        """Loss, score and second score."""
        self.look()
        return self._loss(), *self._score(self._decide(self.answers))

    def losses(self) -> Array:
        """The loss of each point (points,), as `look` found them last."""
        return self._each(self._answered)

    def _write(self, inputs: Mapping[str, Array]) -> None:
        for node, feed in self._plan.feeds.items():
            feed[: len(inputs[node])] = inputs[node]
