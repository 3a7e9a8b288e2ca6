"""The first weights that a seed gives: those of the first layer that has any, exactly as training begins with them."""

from typing import Final

import numpy as np

from descent.engine.parameters import Parameters
from descent.sketches.base import Subject, draws, plain
from descent.training.generators import Generators
from descent.wire.sketch import Axis, Cells, Says, Sketch

MOST: Final = 32


@draws("training.seed", "transport.reset", "transport.new_seed")
def seed(subject: Subject) -> Sketch | None:
    """A row for each unit, a column for each of its inputs and one for its bias."""
    graph = subject.graph
    first = next((node for node in graph.nodes if node.parameters), None)
    if first is None:
        return None
    # Layers are drawn in order from one stream: the first one's values need no other layer.
    alone = Parameters.zeros(type(graph)((first,), {}, {}, ()))
    alone.initialise(Generators(subject.document.training.seed).init)
    parameters = alone.of(first.id)
    matrix = np.column_stack([parameters["weight"], parameters.get("bias", np.zeros(len(parameters["weight"])))])
    shown = matrix[:MOST, :MOST]
    return Sketch(
        x=Axis(name="sketch.axis.which_input", low=0, high=shown.shape[1]),
        y=Axis(name="sketch.axis.which_unit", low=0, high=shown.shape[0]),
        says=Says(
            code="sketch.says.seed",
            params={"seed": subject.document.training.seed, "name": first.name, "first": plain(matrix[0, 0], 3)[0]},
        ),
        cells=Cells(
            columns=shown.shape[1],
            values=plain(shown, 3),
            limit=plain(max(1e-6, np.abs(shown).max()), 3)[0],
            signed=True,
        ),
    )
