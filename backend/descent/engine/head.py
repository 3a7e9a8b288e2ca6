"""What the output becomes: its units and activation, as loss and data demand (docs/decisions/0010)."""

from dataclasses import dataclass

from descent.data.spec import DataSpec
from descent.ops.activations import Activation
from descent.ops.layers.output import Output
from descent.ops.losses import Loss
from descent.problems import Problem


@dataclass(frozen=True)
class Head:
    """`low` is the target that stands for "no"; "yes" is 1. `classes` counts those of the data; 0 stands for numbers.

    `fused`: the loss works on the sums before the activation, and gives its gradient by them. `steps`: how many times
    the units answer for one point.
    """

    units: int
    activation: str
    classes: int
    low: float
    fused: bool
    steps: int = 1


def head_of(output: Output, loss: Loss, spec: DataSpec) -> Head | Problem:
    """The head for this loss and these data, or why there is none."""
    classes, title = len(spec.classes), _title(type(loss))
    if loss.classes_only and not classes:
        return Problem(code="loss.needs_classes", params={"loss": title, "target": spec.target})
    auto = loss.activations[0 if classes == 0 else 1 if classes == 2 else 2]
    kind = auto if output.activation == "auto" else output.activation
    activation = Activation.named(kind)
    if loss.fused not in (None, kind):
        fitting = _title(Activation.named(loss.fused))
        return Problem(
            code="loss.needs_activation", params={"loss": title, "activation": fitting, "got": _title(activation)}
        )
    if kind == "softmax" and not classes:
        return Problem(code="loss.one_share", params={"target": spec.target})
    if spec.steps > 1 and kind != "softmax":
        return Problem(code="loss.needs_shares", params={"loss": title, "target": spec.target, "steps": spec.steps})
    units = classes if kind == "softmax" or classes > 2 or (classes and loss.unit_each) else 1
    low = activation.low if loss.low is None else loss.low
    return Head(units, kind, classes, low, fused=loss.fused is not None, steps=spec.steps)


def _title(kind: type[Loss] | type[Activation]) -> str:
    return kind.model_config.get("title") or kind.__name__
