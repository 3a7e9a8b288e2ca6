"""What a loss takes for an answer, measured by the loss itself."""

from typing import Final

import numpy as np

from descent.ops.losses import Loss
from descent.ops.losses.base import Answers
from descent.sketches.base import Numbers, Subject, draws, plain
from descent.wire.sketch import Axis, Line, Says, Sketch

POINTS: Final = 81
MISS: Final = 3.0
SURE: Final = 0.99


def measured(loss: Loss, z: Numbers, y: Numbers, t: Numbers) -> Numbers:
    """The loss of each point alone; z, y, t are (outputs, points)."""
    columns = (slice(k, k + 1) for k in range(z.shape[1]))
    return np.array([loss.measure(Answers(z[:, k], y[:, k], t[:, k]))() for k in columns])


def curve(loss: Loss) -> tuple[str, Numbers, Numbers]:
    """What is on the x axis, its values, and the loss there.

    Losses of probabilities: the share that the true class gets; the hinge: the answer where +1 is true; losses with an
    output for each class: that of the true one, where the other says 1; else the miss.
    """
    if loss.fused is not None:
        share = np.linspace(1 - SURE, SURE, POINTS)
        z = np.log(share / (1 - share))
        two = loss.fused == "softmax"
        logits = np.stack([z, np.zeros_like(z)]) if two else z[None, :]
        truth = np.stack([np.ones_like(z), np.zeros_like(z)]) if two else np.ones_like(logits)
        return "sketch.axis.share", share, measured(loss, logits, logits, truth)
    x = np.linspace(-MISS, MISS, POINTS)
    if loss.unit_each:
        y = np.stack([x, np.ones_like(x)])
        return "sketch.axis.margin", x, measured(loss, y, y, np.array([[1.0], [0.0]]).repeat(POINTS, 1))
    if loss.classes_only:
        return "sketch.axis.margin", x, measured(loss, x[None, :], x[None, :], np.ones((1, POINTS)))
    return "sketch.axis.miss", x, measured(loss, x[None, :], x[None, :], np.zeros((1, POINTS)))


@draws("loss", "training.loss")
def loss(subject: Subject) -> Sketch:
    """The present loss where the key names none or this one."""
    kind: Loss = subject.kind(Loss, subject.document.training.loss)
    name, x, y = curve(kind)
    return Sketch(
        x=Axis(name=name, low=plain(x[0], 2)[0], high=plain(x[-1], 2)[0]),
        y=Axis(name="sketch.axis.loss", low=0.0, high=plain(y.max(), 2)[0]),
        says=Says(
            code=f"sketch.says.{name.rpartition('.')[2]}",
            params={
                "title": kind.model_config.get("title") or type(kind).__name__,
                "left": plain(y[0], 3)[0],
                "middle": plain(y[POINTS // 2], 3)[0],
                "right": plain(y[-1], 3)[0],
            },
        ),
        lines=[Line(x=plain(x), y=plain(y))],
    )
