"""What is held: weights that training leaves as they are, units that act as zero."""

from typing import Final

import numpy as np

from descent.document.held import NOTHING_HELD, Held
from descent.sketches.base import Subject, draws, plain
from descent.sketches.kinds.activation import activation_of, bent
from descent.sketches.walk import walk
from descent.wire.sketch import Axis, Line, Says, Sketch

STARTS: Final = (0.8, 0.3, -0.2, -0.7)
GOALS: Final = np.array([-0.4, 0.7, -0.8, 0.1])
SPANS: Final = (30, 100, 300, 1_000)
REACH: Final = 5.0
APART: Final = 1.5


def held_of(subject: Subject) -> Held:
    """What is held of the card."""
    return subject.placed.held if subject.placed else NOTHING_HELD


@draws("held.frozen")
def frozen(subject: Subject) -> Sketch:
    """Four weights on their way to where each would rest, by the present optimizer. What is frozen stays."""
    training, held = subject.document.training, held_of(subject)
    some = bool(held.frozen_units or held.frozen_weights)
    resting = len(STARTS) if held.frozen else int(some)
    goals, free, steps = GOALS[resting:], list(STARTS[resting:]), 0
    places = np.empty((1, 0))
    for steps in SPANS if free else ():
        places = walk(training.optimizer, training.learning_rate, lambda w: w - goals, free, steps)
        if abs(places[-1] - goals).max() < abs(np.array(free) - goals).min() / 2:
            break
    steps = max(steps, SPANS[0])
    k = np.arange(len(places))[:: max(1, len(places) // SPANS[1])]
    return Sketch(
        x=Axis(name="sketch.axis.step", low=0.0, high=steps),
        y=Axis(name="sketch.axis.weight", low=-1.0, high=1.0),
        says=Says(code=f"sketch.says.frozen.{'all' if held.frozen else 'some' if some else 'none'}", params={}),
        lines=[
            *(Line(x=[0.0, steps], y=[start, start]) for start in STARTS[:resting]),
            *(Line(x=plain(k), y=plain(places[k, i]), look="dashed") for i in range(len(free))),
        ],
    )


@draws("held.silent")
def silent(subject: Subject) -> Sketch:
    """Two units of the card's kind that look at the same input from both sides, and what is heard of them."""
    held, kind = held_of(subject), activation_of(subject)
    some = bool(held.silent_units or held.silent_weights)
    x = np.linspace(-REACH, REACH, 101)
    one, other = bent(kind, x - APART)[0], bent(kind, -x - APART)[0]
    heard = 0 * x if held.silent else one if some else one + other
    every = np.concatenate([one, other, one + other])
    return Sketch(
        x=Axis(name="sketch.axis.input", low=-REACH, high=REACH),
        y=Axis(name="sketch.axis.answer", low=min(-1.0, float(every.min())), high=max(1.0, float(every.max()))),
        says=Says(code=f"sketch.says.silent.{'all' if held.silent else 'some' if some else 'none'}", params={}),
        lines=[*(Line(x=plain(x), y=plain(y), look="dashed") for y in (one, other)), Line(x=plain(x), y=plain(heard))],
    )
