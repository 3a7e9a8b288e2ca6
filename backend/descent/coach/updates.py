"""What moves the weights of a layer: how far a step takes them, and whether a penalty holds them down."""

from math import sqrt
from typing import Final

from descent.coach.case import Case, Layer
from descent.ops.optimizers.adagrad import AdaGrad
from descent.ops.optimizers.sgd import SGD, Momentum, Nesterov

TINY: Final = 1e-12
STRONG: Final = 0.03
HELD: Final = 0.1
POOR: Final = 0.5


def update_ratio(case: Case, layer: Layer) -> float:
    """Root mean square of the update over that of the weights.

    Of plain descent it is rate × gradient, with momentum up to 1 / (1 − momentum) times as much; optimizers that divide
    by the size of the gradient (Adam and its kin) move every weight by about the rate.
    """
    rate = case.training.learning_rate
    match case.training.optimizer:
        case SGD():
            step = rate * layer.gradient
        case Momentum(momentum=momentum) | Nesterov(momentum=momentum):
            step = rate * layer.gradient / (1 - momentum)
        case AdaGrad():
            step = rate / sqrt(max(1.0, case.records.step[-1]))
        case _:
            step = rate
    return step / max(layer.weight, TINY)


def held_down(case: Case) -> bool:
    """Whether L2, of 0.03 or more, pulls a layer's weights by more than a tenth of what the loss does, to no good."""
    l2 = case.training.l2
    pulled = any(l2 * layer.weight > HELD * layer.gradient for layer in case.weighted)
    return l2 >= STRONG and pulled and case.skill < POOR
