"""The learning rate over the epochs, by the schedule's own formula."""

from typing import Final

import numpy as np

from descent.ops.schedules import Schedule
from descent.sketches.base import Subject, draws, plain
from descent.wire.sketch import Axis, Line, Says, Sketch

POINTS: Final = 161
SPAN: Final = 300
BEYOND: Final = 1.25


def span(schedule: Schedule) -> int:
    """Epochs in which all of its shape is seen."""
    settings = schedule.model_dump()
    if "epochs" in settings:
        return max(4, round(BEYOND * settings["epochs"]))
    return max(4, 5 * settings["every"]) if "every" in settings else SPAN


@draws("schedule", "training.schedule", "training.stop_after")
def schedule(subject: Subject) -> Sketch:
    """Rate times factor; a dashed line where training rests."""
    training = subject.document.training
    kind: Schedule = subject.kind(Schedule, training.schedule)
    stop = training.stop_after if subject.key == "training.stop_after" else None
    end = span(kind) if stop is None else max(span(kind), round(BEYOND * stop))
    t = np.linspace(0, end, POINTS)
    rate = training.learning_rate * kind.factor(t)
    lines = [Line(x=plain(t), y=plain(rate))]
    params: dict[str, str | int | float] = {"first": plain(rate[0], 3)[0], "last": plain(rate[-1], 3)[0], "epochs": end}
    if stop is not None:
        lines.append(Line(x=[stop, stop], y=[0.0, training.learning_rate], look="dashed", name="sketch.line.rest"))
        params["epochs"] = stop
    return Sketch(
        x=Axis(name="sketch.axis.epoch", low=0.0, high=end),
        y=Axis(name="sketch.axis.rate", low=0.0, high=plain(max(rate.max(), training.learning_rate), 3)[0]),
        says=Says(code="sketch.says.schedule" if stop is None else "sketch.says.stop", params=params),
        lines=lines,
    )
