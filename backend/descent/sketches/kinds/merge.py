"""Two waves joined, by the layer's own forward."""

from typing import Final

import numpy as np

from descent.ops.layers import Layer
from descent.sketches.base import Subject, draws, plain
from descent.sketches.run import run
from descent.wire.sketch import Axis, Line, Says, Sketch

POINTS: Final = 121


@draws("layer.add", "layer.multiply", "layer.concatenate")
def merge(subject: Subject) -> Sketch:
    """A slow wave and a quick one, each a unit seen at many points; dashed: what comes in."""
    layer = Layer.kinds[subject.key.split(".")[1]]()
    assert isinstance(layer, Layer)
    x = np.linspace(0, 2 * np.pi, POINTS)
    waves = [np.sin(x), 0.6 * np.cos(3 * x)]
    out = run(layer, [wave[None, :] for wave in waves])
    comes = [Line(x=plain(x), y=plain(wave), look="dashed") for wave in waves]
    return Sketch(
        x=Axis(name="sketch.axis.input", low=0.0, high=plain(2 * np.pi)[0]),
        y=Axis(name="sketch.axis.answer", low=-1.7, high=1.7),
        says=Says(code=f"sketch.says.{layer.model_dump()['kind']}", params={"units": len(out)}),
        lines=[*(comes if len(out) == 1 else []), *(Line(x=plain(x), y=plain(row)) for row in out)],
    )
