"""From a trainer to a case: what the rules need to know, read without touching the training."""

from collections.abc import Mapping
from math import sqrt
from typing import TYPE_CHECKING, Final

import numpy as np

from descent.coach.case import Case, Inputs, Layer, Values
from descent.coach.records import Records
from descent.data.load import LoadedData
from descent.engine.graph import Graph, GraphNode
from descent.engine.held import silent_units
from descent.ops.calls import Array
from descent.settings import Family
from descent.training.sounding import Sounded

if TYPE_CHECKING:
    from descent.training.trainer import Trainer

FLAT: Final = 0.05
"""A squashing activation counts as flat where its slope is below this share of its steepest."""


def kind_of(model: type[Family]) -> str:
    """The word that a kind is known by."""
    return model.model_fields["kind"].default


class Examiner:
    """Keeps what stays the same as long as data and graph do."""

    def __init__(self) -> None:
        self._inputs: tuple[LoadedData, Graph, Inputs] | None = None

    def case(self, trainer: "Trainer", records: Records) -> Case:
        """The case as it is now; `records` since anything that matters was changed."""
        with np.errstate(all="ignore"):
            return Case(
                document=trainer.document,
                records=records,
                inputs=self._inputs_of(trainer),
                layers=_layers(trainer),
                diverged=trainer.diverged,
                rewind_step=trainer.rewind_step,
            )

    def _inputs_of(self, trainer: "Trainer") -> Inputs:
        data, graph = trainer.data, trainer.graph
        if self._inputs is None or self._inputs[0] is not data or self._inputs[1] is not graph:
            self._inputs = data, graph, inputs_of(data, graph)
        return self._inputs[2]


def inputs_of(data: LoadedData, graph: Graph) -> Inputs:
    """The training points as the network gets them."""
    x = data.train.x.reshape(len(data.train), -1).astype(np.float64)
    # Answers to the steps of a sequence are as frequent as the task has them: there is no class to be balanced.
    classes = data.spec.classes if data.spec.steps == 1 else ()
    counts = np.bincount(data.train.y.astype(np.int64), minlength=len(classes)) if classes else np.zeros(0, np.int64)
    cards = {node.id: node.columns for node in graph.nodes if not node.sources}
    return Inputs(len(x), data.spec.features, x.mean(0), x.std(0), cards, classes, counts)


def _layers(trainer: "Trainer") -> tuple[Layer, ...]:
    sounded = trainer.sound()
    nodes = (node for node in trainer.graph.nodes if node.sources)
    return tuple(_layer(node, sounded[node.id], trainer.weights(node.id)) for node in nodes)


def _layer(node: GraphNode, sounded: Sounded, weights: Mapping[str, Array]) -> Layer:
    # A unit of an image is a channel with all of its places: it is dead when it says nothing anywhere.
    values = sounded.activation.reshape(node.units, -1)
    silent = np.isin(np.arange(node.units), silent_units(node))
    bend = node.layer.bend
    activation = kind_of(bend) if bend else ""
    return Layer(
        node=node.id,
        name=node.name,
        kind=kind_of(type(node.layer)),
        activation=activation,
        inputs=sum(np.prod(shape, dtype=int) for shape in node.inputs),
        units=node.units,
        zero=np.where(silent, 0.0, (values == 0).mean(1)),
        saturated=np.where(silent, 0.0, _saturated(values, activation)),
        weight=_root_mean_square(weights.get("weight")),
        gradient=_root_mean_square(sounded.parameters.get("weight")),
        parameters=node.parameters,
        silent=bool(silent.all()),
    )


def _saturated(values: Array, activation: str) -> Values:
    match activation:
        case "tanh":
            return (1 - values * values < FLAT).mean(1)
        case "sigmoid":
            return (4 * values * (1 - values) < FLAT).mean(1)
        case _:
            return np.zeros(len(values))


def _root_mean_square(array: Array | None) -> float:
    if array is None or not array.size:
        return 0.0
    flat = array.ravel()
    return sqrt(float(np.dot(flat, flat)) / flat.size)
