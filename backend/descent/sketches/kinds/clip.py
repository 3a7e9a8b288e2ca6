"""What clipping makes of a gradient: one number of it, or its length."""

from typing import Final

import numpy as np

from descent.document.training import ClipNorm, NoClip
from descent.sketches.base import Subject, draws, plain
from descent.wire.sketch import Axis, Line, Says, Sketch

BEYOND: Final = 2.5


@draws("training.clip", "clip")
def clip(subject: Subject) -> Sketch:
    """In and out; dashed: as it would be without."""
    chosen = subject.document.training.clip
    limit = 1.0 if isinstance(chosen, NoClip) else chosen.limit
    norm = isinstance(chosen, ClipNorm)
    end = BEYOND * limit
    x = np.linspace(0 if norm else -end, end, 61)
    y = x if isinstance(chosen, NoClip) else np.clip(x, -limit, limit)
    axis = "length" if norm else "gradient"
    return Sketch(
        x=Axis(name=f"sketch.axis.{axis}", low=plain(x[0])[0], high=end),
        y=Axis(name=f"sketch.axis.{axis}_used", low=plain(x[0])[0], high=end),
        says=Says(code=f"sketch.says.clip.{chosen.kind}", params={"limit": limit}),
        lines=[Line(x=plain(x), y=plain(x), look="dashed"), Line(x=plain(x), y=plain(y))],
    )
