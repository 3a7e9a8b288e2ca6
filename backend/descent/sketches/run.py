"""A layer put through its own forward calls, alone."""

import numpy as np

from descent.ops.activations.base import Bend
from descent.ops.layers import Layer
from descent.ops.layers.site import Site, Value
from descent.sketches.base import Numbers


def value(data: Numbers) -> Value:
    """Numbers (units, batch) as they flow along a wire, with the row of ones."""
    rows = np.ones((len(data) + 1, data.shape[1]))
    rows[:-1] = data
    return Value(rows, rows[:-1])


def run(layer: Layer, inputs: list[Numbers], seed: int = 0) -> Numbers:
    """What a layer without parameters makes of its inputs (units, batch) while training."""
    shapes = [(len(one),) for one in inputs]
    batch = inputs[0].shape[1]
    if layer.passes(training=True):
        return inputs[0]
    output = value(np.zeros((layer.infer(shapes)[0], batch)))
    buffers = {name: np.empty((*shape, batch)) for name, shape in layer.buffers(shapes, training=True).items()}
    nothing = np.empty((0, 0))
    site = Site(
        inputs=tuple(value(one) for one in inputs),
        output=output,
        bend=Bend(nothing, nothing, (), nothing),
        blocks={},
        buffers=buffers,
        rng=np.random.default_rng(seed),
    )
    for call in layer.forward(site):
        call()
    return output.data
