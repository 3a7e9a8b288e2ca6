"""The drawing: cards and wires. Whether it can be trained is the graph's question, not the document's."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field, model_validator

from descent.document.held import NOTHING_HELD, Held
from descent.limits import MAX_COORDINATE, MAX_NAME, MAX_NODES, MAX_WIRES
from descent.ops.layers import Layer
from descent.settings import Settings, one_of

if TYPE_CHECKING:
    AnyLayer = Layer
else:
    AnyLayer = one_of(Layer)

NodeId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_]{1,40}$")]
Coordinate = Annotated[float, Field(ge=-MAX_COORDINATE, le=MAX_COORDINATE)]


class Node(Settings):
    """One layer on the canvas. `name` is what a person reads; `x`, `y` are the card's top left in canvas pixels;
    `held` is what training leaves alone in it, and what is silent.
    """

    id: NodeId
    name: str = Field(max_length=MAX_NAME)
    layer: AnyLayer
    x: Coordinate = 0.0
    y: Coordinate = 0.0
    held: Held = NOTHING_HELD


class Wire(Settings):
    """Values flow from `source` to `target`. A merge takes its inputs in the order of the document's wires."""

    source: NodeId
    target: NodeId


class Network(Settings):
    """Cards with ids of their own, and wires that each join two of them once."""

    nodes: list[Node] = Field(max_length=MAX_NODES)
    wires: list[Wire] = Field(default=[], max_length=MAX_WIRES)

    @model_validator(mode="after")
    def _references_exist_once(self) -> "Network":
        ids = [node.id for node in self.nodes]
        if len(set(ids)) != len(ids):
            raise ValueError("two nodes have the same id")
        known = set(ids)
        for wire in self.wires:
            if wire.source not in known or wire.target not in known:
                raise ValueError(f"the wire {wire.source} → {wire.target} needs two nodes that exist")
        if len({(wire.source, wire.target) for wire in self.wires}) != len(self.wires):
            raise ValueError("two wires join the same nodes")
        return self
