"""An optimizer's path through a narrow valley: loss ½ (w₁² + 20 w₂²), seen from above."""

from typing import Final

import numpy as np

from descent.ops.optimizers import Optimizer
from descent.sketches.base import Subject, draws, plain
from descent.sketches.walk import walk
from descent.wire.sketch import Axis, Dots, Line, Says, Sketch

BENDS: Final = np.array([1.0, 20.0])
START: Final = [-1.6, 0.45]
REACH: Final = (2.0, 0.6)
STEPS: Final = 300
EVERY: Final = 10
LEVELS: Final = (0.05, 0.2, 0.5, 1.0, 1.8)
NEAR: Final = 0.05


@draws("optimizer", "training.optimizer")
def valley(subject: Subject) -> Sketch:
    """Three hundred steps at the present rate, every tenth with a dot."""
    training = subject.document.training
    kind: Optimizer = subject.kind(Optimizer, training.optimizer)
    path = walk(kind, training.learning_rate, lambda w: BENDS * w, START, STEPS)
    outside = np.flatnonzero((np.abs(path) > np.array(REACH) * 1.2).any(axis=1))
    seen = path[: outside[0]] if len(outside) else path
    distance = np.hypot(path[:, 0], path[:, 1])
    away = np.flatnonzero(distance >= NEAR)
    arrived = int(away[-1]) + 1 if len(away) else 0
    there = not len(outside) and arrived < len(path)
    turn = np.linspace(0, 2 * np.pi, 61)
    rings = [(np.sqrt(2 * level / BENDS[0]), np.sqrt(2 * level / BENDS[1])) for level in LEVELS]
    return Sketch(
        x=Axis(name="sketch.axis.weight_1", low=-REACH[0], high=REACH[0]),
        y=Axis(name="sketch.axis.weight_2", low=-REACH[1], high=REACH[1]),
        says=Says(
            code=f"sketch.says.valley.{'out' if len(outside) else 'there' if there else 'short'}",
            params={
                "title": kind.model_config.get("title") or type(kind).__name__,
                "rate": training.learning_rate,
                "steps": arrived if there else int(outside[0]) if len(outside) else STEPS,
                "left": plain(100 * distance[-1] / distance[0], 2)[0],
            },
        ),
        lines=[
            *(Line(x=plain(a * np.cos(turn)), y=plain(b * np.sin(turn)), look="faint") for a, b in rings),
            Line(x=plain(seen[:, 0]), y=plain(seen[:, 1])),
        ],
        dots=[
            Dots(x=plain(seen[::EVERY, 0]), y=plain(seen[::EVERY, 1]), size=3.5),
            Dots(x=[0.0], y=[0.0], size=6.0, hollow=True),
        ],
    )
