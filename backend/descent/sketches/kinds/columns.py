"""Which columns come in, and how much each alone tells about the target."""

import numpy as np

from descent.data.columns import telling
from descent.ops.layers.input import Input
from descent.sketches.base import Subject, draws, plain
from descent.wire.sketch import Axis, Bars, Says, Sketch


@draws("layer.input")
def columns(subject: Subject) -> Sketch:
    """A bar for each column: η² for classes, r² for numbers, over training points; darker: what this card takes."""
    data = subject.data
    x = data.train.x.reshape(len(data.train), -1)
    told = 100 * telling(x, data.train.y, classes=data.spec.task == "classification")
    node = next((one for one in subject.document.network.nodes if one.id == subject.node), None)
    wanted = node.layer.columns if node and isinstance(node.layer, Input) else None
    taken = [k for k, name in enumerate(data.spec.features) if wanted is None or name in wanted]
    if data.spec.modality == "image":
        taken = list(range(len(told)))
    return Sketch(
        x=Axis(name="sketch.axis.which_input", low=0.5, high=len(told) + 0.5),
        y=Axis(name="sketch.axis.telling", low=0.0, high=max(1.0, float(told.max()))),
        says=Says(
            code="sketch.says.columns",
            params={"count": len(taken), "columns": len(told), "most": plain(told.max(), 2)[0]},
        ),
        bars=Bars(edges=plain(np.arange(len(told) + 1) + 0.5), heights=plain(told), strong=taken),
    )
