"""Remedies that several rules share: changes of the document, with the words of their buttons."""

from math import floor, log10
from typing import Final

from pydantic import JsonValue

from descent.coach.case import Case
from descent.coach.finding import Command, Remedy
from descent.document import Change, Document
from descent.ops.initialisers.auto import Auto

LADDER: Final = (1.0, 3.0, 10.0)
"""The round numbers that a setting on a logarithmic scale is moved along."""


def lower(value: float, steps: int = 1) -> float:
    """So many rungs of 1, 3, 10, 30 … down, at least a factor of two below: 0.05 becomes 0.01."""
    for _ in range(steps):
        scale = 10.0 ** floor(log10(value))
        value = max(rung * scale / 10 for rung in (*LADDER, 30.0, 100.0) if rung * scale / 10 <= value / 2)
    return float(f"{value:.3g}")


def higher(value: float, steps: int = 1) -> float:
    """So many rungs up, at least a factor of two above."""
    for _ in range(steps):
        scale = 10.0 ** floor(log10(value))
        value = min(rung * scale for rung in (*LADDER, 30.0) if rung * scale >= 2 * value)
    return float(f"{value:.3g}")


def change(path: str, value: JsonValue) -> Change:
    """A change at a path that is written with points: training.l2."""
    return Change(path=list(path.split(".")), value=value)


def set_training(name: str, value: float) -> Remedy:
    """Another number for a setting of the training."""
    return Remedy(code=f"coach.do.{name}", params={"value": value}, changes=[change(f"training.{name}", value)])


def set_rate(rate: float, command: Command | None = None) -> Remedy:
    """Another learning rate; after going back, or with fresh first weights, where the present ones are lost."""
    code = "coach.do.learning_rate" if command is None else f"coach.do.{command}_learning_rate"
    changes = [change("training.learning_rate", rate)]
    return Remedy(code=code, params={"value": rate}, command=command, changes=changes)


def set_layers(code: str, nodes: list[str], names: str, setting: str, value: JsonValue) -> Remedy:
    """The same setting of several layers."""
    changes = [Change(path=["network", "nodes", node, "layer", setting], value=value) for node in nodes]
    return Remedy(code=code, params={"layers": names}, changes=changes)


def gentle_weights(case: Case) -> Remedy:
    """Begins again with first weights whose size suits the number of inputs and the activation."""
    paths = [f"network.nodes.{layer.node}.layer.weight_init" for layer in case.weighted]
    changes = [change(path, {"kind": "auto"}) for path in paths]
    return Remedy(code="coach.do.gentle_weights", params={}, command="reset", changes=changes)


def has_own_weights(case: Case) -> bool:
    """Whether a layer begins with other weights than those that suit it."""
    layers = (getattr(node.layer, "weight_init", None) for node in case.document.network.nodes)
    return any(init is not None and not isinstance(init, Auto) for init in layers)


def placed(document: Document, changes: list[Change]) -> list[Change]:
    """The changes with cards by their index in this document; what belongs to a card that is gone is left out."""
    index = {node.id: number for number, node in enumerate(document.network.nodes)}
    found: list[Change] = []
    for one in changes:
        if one.path[:2] == ["network", "nodes"] and len(one.path) > 2 and isinstance(name := one.path[2], str):
            if name in index:
                found.append(Change(path=["network", "nodes", index[name], *one.path[3:]], value=one.value))
        else:
            found.append(one)
    return found
