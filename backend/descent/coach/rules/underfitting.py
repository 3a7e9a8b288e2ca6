"""A network that can't say what it should: too few units, none that bend, or held down by its penalty."""

from typing import ClassVar, Final

from pydantic import JsonValue

from descent.coach.case import Case
from descent.coach.evidence import last, names, whole
from descent.coach.finding import Evidence, Finding, Remedy
from descent.coach.measures import jitter, trend
from descent.coach.remedies import change, lower, set_layers, set_training
from descent.coach.rule import Rule
from descent.coach.updates import held_down
from descent.ops.layers.output import Output

EPOCHS: Final = 20
PROGRESS: Final = 0.98
ROUGH: Final = 0.08
GOOD: Final = 0.8
ROOM: Final = 10
UNITS: Final = 8
GAP_X: Final = 180


class Underfitting(Rule):
    """Both losses stand still (less than 2 % in 20 epochs, without dancing), the score is poor even on the training
    points, and there is room for more: fewer than one parameter for every ten points, or no unit that bends.

    Abu-Mostafa, Magdon-Ismail and Lin 2012, Learning from Data, 2.2: about ten points for each parameter are enough for
    what is learned to hold elsewhere, so that a network below that may grow. A penalty is to blame where its pull on
    the weights (L2 × weight) outweighs a tenth of what little gradient of the loss there is, and L2 is 0.03 or more.
    """

    code: ClassVar[str] = "underfitting"
    rank: ClassVar[int] = 100

    def examine(self, case: Case) -> Finding | None:
        loss = case.records.train_loss
        if case.epochs < 2 * EPOCHS or case.skill > GOOD or case.cut:
            return None
        if not (trend(loss, EPOCHS) > PROGRESS and jitter(loss, EPOCHS) < ROUGH):
            return None
        for look in (_held_down, _straight, _small):
            if (found := look(case)) is not None:
                words, evidence, remedy = found
                return Finding(
                    code=self.code,
                    severity="note",
                    words=words,
                    params={"epochs": EPOCHS},
                    evidence=evidence.model_copy(update={"stretch": last(case.records, EPOCHS)}),
                    remedies=[remedy],
                )
        return None


Found = tuple[str, Evidence, Remedy] | None


def _held_down(case: Case) -> Found:
    if not held_down(case):
        return None
    evidence = Evidence(settings=[["training", "l2"]])
    return "coach.underfitting_penalty", evidence, _afresh(set_training("l2", lower(case.training.l2, 4)))


def _afresh(remedy: Remedy) -> Remedy:
    """Weights that a penalty has brought to zero do not come back by themselves."""
    return remedy.model_copy(update={"command": "reset", "code": f"{remedy.code}_afresh"})


def _straight(case: Case) -> Found:
    if any(layer.activation not in {"", "linear"} for layer in case.layers[:-1]):
        return None
    if not case.hidden:
        return "coach.underfitting_none", Evidence(outlined=whole(case.layers[-1:])), _insert(case)
    straight = list(case.hidden)
    nodes = [layer.node for layer in straight]
    remedy = set_layers("coach.do.tanh", nodes, names(straight), "activation", "tanh")
    return "coach.underfitting_linear", Evidence(outlined=whole(straight)), remedy


def _small(case: Case) -> Found:
    dense = [layer for layer in case.hidden if layer.kind == "dense"]
    if case.parameters * ROOM > case.inputs.points or not dense:
        return None
    narrow = min(dense, key=lambda layer: layer.units)
    units = max(UNITS, 4 * narrow.units)
    remedy = set_layers("coach.do.units", [narrow.node], narrow.name, "units", units)
    remedy = remedy.model_copy(update={"params": {**remedy.params, "value": units}})
    return "coach.underfitting_small", Evidence(outlined=whole([narrow])), remedy


def _insert(case: Case) -> Remedy:
    """A dense layer before the output, which makes room for it."""
    network = case.document.network
    output = next(node for node in network.nodes if isinstance(node.layer, Output))
    taken = {node.id for node in network.nodes}
    name = next(f"dense{number}" for number in range(1, len(taken) + 2) if f"dense{number}" not in taken)
    card: JsonValue = {
        "id": name,
        "name": "Dense 1",
        "layer": {"kind": "dense", "units": UNITS, "activation": "tanh"},
        "x": output.x,
        "y": output.y,
    }
    nodes = [node.model_dump(mode="json") for node in network.nodes]
    moved: list[JsonValue] = [{**node, "x": node["x"] + GAP_X} if node["id"] == output.id else node for node in nodes]
    wires: list[JsonValue] = [
        {"source": wire.source, "target": name if wire.target == output.id else wire.target} for wire in network.wires
    ]
    value: JsonValue = {"nodes": [*moved, card], "wires": [*wires, {"source": name, "target": output.id}]}
    return Remedy(code="coach.do.insert", params={"value": UNITS}, changes=[change("network", value)])
