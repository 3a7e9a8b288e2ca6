"""What a penalty alone does to weights: plain steps of the present rate along the pull that training adds."""

from typing import Final

import numpy as np

from descent.ops.optimizers import Optimizer
from descent.ops.optimizers.adam import AdamW
from descent.ops.optimizers.lion import Lion
from descent.ops.optimizers.muon import Muon
from descent.sketches.base import Numbers, Subject, draws, plain
from descent.wire.sketch import Axis, Line, Says, Sketch

STARTS: Final = (1.0, 0.5, 0.2, -0.4)
SPANS: Final = (1_000, 10_000, 100_000, 1_000_000)
SEEN: Final = 120


def shrink(start: float, steps: Numbers, rate: float, l1: float, l2: float) -> Numbers:
    """The weight after so many steps w ← w − η (λ₁ sign w + λ₂ w), in closed form; it rests when it meets zero.

    With a = 1 − η λ₂: wₖ = aᵏ w₀ − η λ₁ (1 − aᵏ) / (1 − a), as long as the sign stays.
    """
    a = 1 - rate * l2
    sums = steps if a == 1 else (1 - a**steps) / (1 - a)
    size = a**steps * abs(start) - rate * l1 * sums
    gone = np.maximum.accumulate(size <= 0)
    return np.sign(start) * np.where(gone, 0, size)


def half(rate: float, l1: float, l2: float) -> float | None:
    """Steps until a weight of 1 is at ½ or below; None where nothing pulls."""
    if not (l1 or l2):
        return None
    low, high = 0, 1

    def at(step: int) -> float:
        return float(shrink(1.0, np.array([float(step)]), rate, l1, l2)[0])

    while at(high) > 0.5 and high < 1e12:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if at(middle) <= 0.5 else (middle, high)
    return high


@draws("training.l1", "training.l2", "optimizer.any.weight_decay")
def pull(subject: Subject) -> Sketch:
    """Four weights that nothing holds."""
    training = subject.document.training
    rate, l1, l2 = training.learning_rate, training.l1, training.l2
    if subject.key == "training.l1":
        l2 = 0.0
    elif subject.key == "training.l2":
        l1 = 0.0
    else:
        optimizer: AdamW | Lion | Muon = subject.kind(Optimizer, training.optimizer)
        l1, l2 = 0.0, optimizer.weight_decay
    steps_to_half = half(rate, l1, l2)
    end = next((span for span in SPANS if steps_to_half is not None and 2.5 * steps_to_half <= span), SPANS[-1])
    end = SPANS[0] if steps_to_half is None else end
    k = np.linspace(0, end, SEEN)
    params: dict[str, str | int | float] = {"steps": round(steps_to_half or 0)}
    return Sketch(
        x=Axis(name="sketch.axis.step", low=0.0, high=end),
        y=Axis(name="sketch.axis.weight", low=-0.5, high=1.1),
        says=Says(code="sketch.says.pull.none" if steps_to_half is None else "sketch.says.pull.half", params=params),
        lines=[
            Line(x=[0.0, end], y=[0.0, 0.0], look="faint"),
            *(Line(x=plain(k), y=plain(shrink(start, k, rate, l1, l2))) for start in STARTS),
        ],
    )
