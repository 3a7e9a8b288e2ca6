"""Two moments of one run, and two futures of one moment: the bowl's loss step by step."""

from dataclasses import dataclass
from typing import Final

from descent.sketches.base import Numbers, Subject, draws, plain
from descent.sketches.kinds.bowl import BEND, START
from descent.sketches.walk import walk
from descent.wire.sketch import Axis, Dots, Line, Says, Sketch

STEPS: Final = 60
MOMENT: Final = 15
TOP: Final = BEND * START**2 * 1.2
OTHER: Final = 3.0
"""The second future's rate, as a multiple of the present one."""


@dataclass(frozen=True)
class Rate:
    """A rate that becomes another one after a step."""

    first: float
    then: float
    after: int

    def __call__(self, step: int) -> float:
        """The rate of a step, counted from 1."""
        return self.first if step <= self.after else self.then


def losses(subject: Subject, rate: Rate) -> Numbers:
    """The loss after each step (steps + 1,), shorter when it runs away."""
    return BEND * walk(subject.document.training.optimizer, rate, lambda w: 2 * BEND * w, [START], STEPS)[:, 0] ** 2


def _across() -> Axis:
    return Axis(name="sketch.axis.step", low=0, high=STEPS)


def _up() -> Axis:
    return Axis(name="sketch.axis.loss", low=0.0, high=plain(TOP)[0])


@draws("timeline.branch")
def branch(subject: Subject) -> Sketch:
    """One run up to a moment; from there on one future at the present rate, another at three times that."""
    rate = subject.document.training.learning_rate
    one, other = (losses(subject, Rate(rate, then, MOMENT)) for then in (rate, OTHER * rate))
    lines = [
        Line(x=plain(range(len(other))), y=plain(other.clip(max=TOP)), look="dashed"),
        Line(x=plain(range(len(one))), y=plain(one.clip(max=TOP))),
    ]
    seen = one[min(MOMENT, len(one) - 1)]
    return Sketch(
        x=_across(),
        y=_up(),
        says=Says(
            code="sketch.says.branch",
            params={
                "moment": MOMENT,
                "rate": rate,
                "other": plain(OTHER * rate, 3)[0],
                "loss": plain(one[-1], 3)[0],
                "other_loss": plain(other[-1], 3)[0],
            },
        ),
        lines=lines,
        dots=[Dots(x=[float(MOMENT)], y=plain(seen.clip(max=TOP)), size=4.0)],
    )


@draws("compare.moment")
def compare(subject: Subject) -> Sketch:
    """The run, with the moment that was put aside and the one that is shown."""
    rate = subject.document.training.learning_rate
    path = losses(subject, Rate(rate, rate, 0))
    at = [min(MOMENT, len(path) - 1), len(path) - 1]
    before, after = plain(path[at], 3)
    return Sketch(
        x=_across(),
        y=_up(),
        says=Says(
            code="sketch.says.compare", params={"moment": at[0], "last": at[1], "before": before, "after": after}
        ),
        lines=[Line(x=plain(range(len(path))), y=plain(path.clip(max=TOP)))],
        dots=[Dots(x=plain(at), y=plain(path[at].clip(max=TOP)), size=4.0)],
    )
