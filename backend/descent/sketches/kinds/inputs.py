"""How far each of the network's inputs is spread, as the network gets it."""

from descent.sketches.base import Subject, draws, plain
from descent.wire.sketch import Axis, Line, Says, Sketch


@draws("data.standardise")
def spreads(subject: Subject) -> Sketch:
    """A line for each input from a standard deviation below its mean to one above."""
    data = subject.data
    x = data.train.x.reshape(len(data.train), -1)
    mean, deviation = x.mean(axis=0), x.std(axis=0)
    low, high = float((mean - deviation).min()), float((mean + deviation).max())
    on = subject.document.data.standardise
    return Sketch(
        x=Axis(name="sketch.axis.which_input", low=0.0, high=len(mean) + 1),
        y=Axis(name="sketch.axis.spread", low=min(low, 0.0), high=max(high, 1e-6)),
        says=Says(
            code=f"sketch.says.standardise.{'on' if on else 'off'}",
            params={
                "count": len(mean),
                "least": plain(deviation.min(), 2)[0],
                "most": plain(deviation.max(), 2)[0],
            },
        ),
        lines=[
            Line(x=[k + 1, k + 1], y=plain([m - d, m + d]))
            for k, (m, d) in enumerate(zip(mean, deviation, strict=True))
        ],
    )
