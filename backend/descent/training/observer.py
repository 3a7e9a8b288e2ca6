"""Looking at what every node says about any points: plans and buffers of their own, over the shared parameters."""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Final

import numpy as np

from descent.data.arrays import Numbers
from descent.data.load import LoadedData
from descent.engine.cost import evaluated_at_once
from descent.engine.graph import Graph
from descent.engine.parameters import Parameters
from descent.engine.plan import Plan, compile_forward
from descent.ops.calls import Array
from descent.training.inputs import input_rows

KEPT: Final = 8
"""Plans for different numbers of points that are kept ready."""


class Observer:
    """Can never disturb training: it reads parameters and writes to buffers that nobody else has."""

    def __init__(self, graph: Graph, parameters: Parameters, data: LoadedData) -> None:
        self._graph, self._parameters, self._data = graph, parameters, data
        self._plans: OrderedDict[int, Plan] = OrderedDict()

    def observe(self, raw: Numbers) -> Mapping[str, Array]:
        """What each node says: (units, points), valid until so many points are observed again.

        Raises DescentError when the raw inputs have another shape than the data's.
        """
        plan = self._run(self._data.features_of(raw))
        return {node: value.rows[:-1] for node, value in plan.values.items()}

    def answers(self, raw: Numbers) -> Array:
        """What the output says: (outputs, points), a copy."""
        x = self._data.features_of(raw)
        most = evaluated_at_once(self._graph)
        pieces = [x[start : start + most] for start in range(0, len(x), most)]
        empty = np.empty((self._graph.by_id[self._graph.output].size, 0), np.float32)
        return np.concatenate([empty, *(self._run(piece).answers.copy() for piece in pieces)], axis=1)

    def _run(self, x: Array) -> Plan:
        plan = self._plan(len(x))
        for node, rows in input_rows(self._graph, x).items():
            plan.feeds[node][...] = rows
        with np.errstate(all="ignore"):
            plan.run()
        return plan

    def _plan(self, points: int) -> Plan:
        if points not in self._plans:
            self._plans[points] = compile_forward(self._graph, self._parameters, points)
            if len(self._plans) > KEPT:
                self._plans.popitem(last=False)
        self._plans.move_to_end(points)
        return self._plans[points]
