"""Everything that training changes, in one place; a moment is a copy of it that can be gone back to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from descent.data.arrays import Ints
from descent.document.training import Training
from descent.engine.graph import Graph
from descent.engine.parameters import Parameters
from descent.ops.calls import Array
from descent.training.attic import Attic
from descent.training.generators import Generators
from descent.training.holding import Holding
from descent.training.update import Update


@dataclass(frozen=True)
class Moment:
    """A copy of the state. Its vectors are laid out as the network was then, and whole: nothing in them is held.

    `optimizer` names the kind whose moments these are. `order` is empty between two epochs.
    """

    parameters: Array
    moments: tuple[Array, ...]
    optimizer: str
    optimizer_steps: int
    order: Ints
    generators: Mapping[str, Any]
    step: int
    epoch: int
    cursor: int
    schedule_start: float


@dataclass
class State:
    """`gradients` are those of the last step, as the optimizer got them.

    `cursor` counts the points of the epoch that were trained on; `order` is theirs, and means nothing at 0.
    `schedule_start` is the time in epochs at which the schedule's clock began. While something is held, parameters and
    moments are (see Holding).
    """

    parameters: Parameters
    gradients: Parameters
    update: Update
    generators: Generators
    order: Ints
    step: int = 0
    epoch: int = 0
    cursor: int = 0
    schedule_start: float = 0.0
    attic: Attic = field(default_factory=Attic)
    holding: Holding = field(init=False)

    def __post_init__(self) -> None:
        self.hold(self.parameters.graph)

    def hold(self, graph: Graph) -> None:
        """Holds what this graph says, from now on. Parameters and moments are whole before."""
        self.parameters.graph, self.holding = graph, Holding(graph)
        self.holding.hold(self.parameters.vector, self.update.moments)
        self.update.rest(self.holding.resting)

    def release(self) -> None:
        """Parameters and moments are whole, until `hold` is called."""
        self.holding.release(self.parameters.vector, self.update.moments)

    def moment(self) -> Moment:
        """A copy of all that the next steps depend on."""
        parameters = self.parameters.vector.copy()
        moments = tuple(moment.copy() for moment in self.update.moments)
        self.holding.release(parameters, moments)
        return Moment(
            parameters=parameters,
            moments=moments,
            optimizer=self.update.kind,
            optimizer_steps=self.update.steps,
            order=self.order[: len(self.order) if self.cursor else 0].copy(),
            generators=self.generators.states(),
            step=self.step,
            epoch=self.epoch,
            cursor=self.cursor,
            schedule_start=self.schedule_start,
        )

    def restore(self, moment: Moment) -> None:
        """Goes back, in place.

        The moments of another optimizer are not for this one, which begins afresh. With other data, a moment within an
        epoch becomes the beginning of that epoch.
        """
        np.copyto(self.parameters.vector, moment.parameters)
        if moment.optimizer == self.update.kind:
            self.update.steps = moment.optimizer_steps
            for ours, theirs in zip(self.update.moments, moment.moments, strict=True):
                np.copyto(ours, theirs)
        else:
            self.update.forget()
        self.holding.hold(self.parameters.vector, self.update.moments)
        within = len(moment.order) == len(self.order)
        if within:
            np.copyto(self.order, moment.order)
        self.generators.restore(moment.generators)
        self.step, self.epoch, self.cursor = moment.step, moment.epoch, moment.cursor if within else 0
        self.schedule_start = moment.schedule_start


def fresh_state(graph: Graph, training: Training, points: int) -> State:
    """Initial weights, nothing remembered, step 0."""
    parameters, gradients, generators = Parameters.zeros(graph), Parameters.zeros(graph), Generators(training.seed)
    parameters.initialise(generators.init)
    update = Update(parameters, gradients, training)
    return State(parameters, gradients, update, generators, np.zeros(points, np.int64))
