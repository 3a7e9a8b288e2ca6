"""One forward and backward run over a sample of the training points, beside the training and without effect on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from descent.data.load import Split
from descent.engine.cost import sounded_at_once
from descent.engine.graph import Graph
from descent.engine.parameters import Parameters
from descent.engine.plan import compile_training
from descent.ops.calls import Array
from descent.ops.losses import Loss
from descent.training.inputs import input_rows
from descent.training.objective import Objective

LARGE: Final = 200_000
FEWER: Final = 32
"""Points for networks with more parameters than that: a sounding must not take longer than a few steps."""


@dataclass(frozen=True)
class Sounded:
    """What a node gave for the sample (units, points), and the gradient of the mean loss by each of its parameters.

    Views, valid until the next sounding.
    """

    activation: Array
    parameters: Mapping[str, Array]


class Sounding:
    """Evenly taken training points, a plan and gradients of its own over the shared parameters.

    Dropout draws from a generator of its own. Nothing that a step of training reads is written to.
    """

    def __init__(self, graph: Graph, parameters: Parameters, objective: Objective, loss: Loss, split: Split) -> None:
        points = min(FEWER if graph.parameter_count > LARGE else sounded_at_once(graph), len(split))
        chosen = np.linspace(0, len(split) - 1, points).astype(np.int64)
        sample = Split(split.x[chosen], split.y[chosen], split.raw[chosen])
        self._graph, self._gradients = graph, Parameters.zeros(graph)
        self._theirs = parameters
        # Where layers gather statistics, a run writes these into parameters of its own.
        self._parameters = Parameters(graph, parameters.vector.copy()) if parameters.gathers else parameters
        rng = np.random.default_rng(0)
        asked = objective.asked(sample)
        self._plan = compile_training(graph, self._parameters, self._gradients, loss, points, points, rng, asked=asked)
        for node, rows in input_rows(graph, sample.x).items():
            self._plan.feeds[node][...] = rows
        self._plan.target[...] = objective.targets(sample)

    def sound(self) -> Mapping[str, Sounded]:
        """Every node, as the parameters are now."""
        if self._parameters is not self._theirs:
            np.copyto(self._parameters.vector, self._theirs.vector)
        self._plan.run()
        return {
            node.id: Sounded(self._plan.values[node.id].rows[:-1], self._gradients.of(node.id))
            for node in self._graph.nodes
        }
