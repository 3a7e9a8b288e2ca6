"""The learning rate on a bowl: one weight, loss 10 w², and the steps that the present optimizer takes in it."""

from typing import Final

import numpy as np

from descent.document import Document
from descent.sketches.base import Numbers, Subject, draws, plain
from descent.sketches.walk import walk
from descent.wire.sketch import Axis, Dots, Line, Says, Sketch

BEND: Final = 10.0
"""The loss is BEND w²: plain steps shrink the distance to the bottom by 1 − 20 η, and grow it from η = 0.1 on."""
START: Final = -1.0
EDGE: Final = 1.25
STEPS: Final = 60
NEAR: Final = 0.05


def steps(document: Document, count: int) -> Numbers:
    """Where the weight is after each step (count + 1,), from −1 on."""
    training = document.training
    return walk(training.optimizer, training.learning_rate, lambda w: 2 * BEND * w, [START], count)[:, 0]


def verdict(path: Numbers) -> str:
    """What became of it, as the last part of a code."""
    if np.abs(path[-1]) > EDGE:
        return "out"
    if np.abs(path[-1]) < NEAR:
        return "there"
    return "swinging" if np.any(path[:-1] * path[1:] < 0) else "short"


@draws("training.learning_rate", "transport.play")
def bowl(subject: Subject) -> Sketch:
    """Sixty steps."""
    return draw(subject.document, STEPS)


@draws("transport.step", "strokes.apply")
def one(subject: Subject) -> Sketch:
    """A single step."""
    return draw(subject.document, 1)


def draw(document: Document, count: int) -> Sketch:
    """The bowl, and a dot for each step as long as they are in sight."""
    path = steps(document, count)
    outside = np.flatnonzero(np.abs(path) > EDGE)
    seen = path[: outside[0]] if len(outside) else path
    w = np.linspace(-EDGE, EDGE, 61)
    height = BEND * EDGE**2
    return Sketch(
        x=Axis(name="sketch.axis.weight", low=-EDGE, high=EDGE),
        y=Axis(name="sketch.axis.loss", low=0.0, high=height),
        says=Says(
            code=f"sketch.says.bowl.{verdict(path)}",
            params={
                "rate": document.training.learning_rate,
                "steps": len(path) - 1,
                "left": plain(100 * abs(path[-1] / START), 2)[0],
            },
        ),
        lines=[
            Line(x=plain(w), y=plain(BEND * w**2), look="other"),
            Line(x=plain(seen), y=plain(BEND * seen**2), look="faint"),
        ],
        dots=[Dots(x=plain(seen), y=plain(BEND * seen**2), size=4.0)],
    )
