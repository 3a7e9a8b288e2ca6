"""Random drawings of any layers: those of the twins' cases, wherever what comes in fits them."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import prod
from typing import Any

from hypothesis import strategies as st

from descent.ops.layers.base import Layer, Shape, Unfit
from support.twins import CASES

MOST_NUMBERS = 200
"""Of one point that leave a node, so that networks stay small."""

PALETTE: list[dict[str, Any]] = [case.settings for case in CASES if not case.ids and not case.kinks]
STARTS: list[Shape] = [(6,), (12,), (2, 6), (4, 5), (1, 6, 6), (2, 4, 4), (4, 3, 3)]


@dataclass
class Drawing:
    """Layers by id, wires, and the shape that each node gives."""

    layers: dict[str, dict[str, Any]] = field(default_factory=lambda: {"input": {"kind": "input"}})
    wires: list[str] = field(default_factory=list[str])
    shapes: dict[str, Shape] = field(default_factory=dict[str, Shape])

    def add(self, settings: dict[str, Any], sources: list[str]) -> str | None:
        """A node behind these; None, and nothing has happened, where they don't fit."""
        layer: Any = Layer.kinds[settings["kind"]].model_validate(settings)
        try:
            shape = layer.infer([self.shapes[source] for source in sources])
        except Unfit:
            return None
        if prod(shape) > MOST_NUMBERS:
            return None
        id = f"node{len(self.layers)}"
        self.layers[id], self.shapes[id] = settings, shape
        self.wires += [f"{source} {id}" for source in sources]
        return id


@st.composite
def drawings(draw: st.DrawFn, most: int = 12) -> Drawing:
    """At most so many layers between the data (two numbers) and an output that hears every end."""
    found = Drawing(shapes={"input": (2,)})
    start = draw(st.sampled_from(STARTS))
    wide = found.add({"kind": "dense", "units": prod(start), "activation": "tanh"}, ["input"])
    assert wide
    first = found.add({"kind": "reshape", "shape": list(start)}, [wide])
    assert first
    nodes = [first]
    for _ in range(draw(st.integers(1, most - 2))):
        settings = draw(st.sampled_from(PALETTE))
        arity = Layer.kinds[settings["kind"]].arity  # type: ignore[attr-defined]
        source = draw(st.sampled_from(nodes[-3:]))
        others = [node for node in nodes if node != source and found.shapes[node] == found.shapes[source]]
        if arity == "many" and not others:
            continue
        sources = [source] if arity != "many" else [source, draw(st.sampled_from(others))]
        if (node := found.add(settings, sources)) is not None:
            nodes.append(node)
    heard = {wire.split()[0] for wire in found.wires}
    ends = [flat for node in nodes if node not in heard and (flat := found.add({"kind": "flatten"}, [node]))]
    last = ends[0]
    if len(ends) > 1:
        last = f"node{len(found.layers)}"
        found.layers[last] = {"kind": "concatenate"}
        found.wires += [f"{end} {last}" for end in ends]
    found.layers["output"] = {"kind": "output"}
    found.wires.append(f"{last} output")
    return found
