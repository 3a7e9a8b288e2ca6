"""The checked drawing: nodes in order, with shapes and parameters known and nothing allocated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import prod

from descent.document.held import NOTHING_HELD, Held
from descent.engine.head import Head
from descent.ops.layers import Layer
from descent.ops.layers.base import Shape
from descent.problems import GraphError, Problem


@dataclass(frozen=True)
class GraphNode:
    """A card in its place. `layer` is what is compiled: for the output, the dense layer that it became.

    `columns` are the positions of the data's columns that an input takes; of other nodes it is empty. `labels` name
    the rows of the shape where the data do, so that weights can follow their column. `held` is no part of what a node
    is: two graphs that differ in it alone have the same parameters in the same places.
    """

    id: str
    name: str = field(compare=False)
    layer: Layer
    sources: tuple[str, ...]
    inputs: tuple[Shape, ...]
    shape: Shape
    parameters: int
    columns: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()
    held: Held = field(default=NOTHING_HELD, compare=False)

    @property
    def blocks(self) -> Mapping[str, Shape]:
        return self.layer.blocks(self.inputs) if self.inputs else {}

    @property
    def weighs(self) -> bool:
        """Whether its units weigh all inputs: its parameters are one matrix, a row a unit, and can be carried so."""
        return "matrix" in self.blocks

    @property
    def units(self) -> int:
        """What is held as one: numbers of a vector, channels of an image, features of a sequence."""
        return self.shape[0]

    @property
    def size(self) -> int:
        """Numbers of one point that leave this node."""
        return prod(self.shape)


@dataclass(frozen=True)
class Graph:
    """`nodes` are those that are right, in order; `shapes` and `parameters` have an entry for every card.

    `bytes` is what training it takes: parameters, what the optimizer remembers, and the buffers of the plans. It is
    known before any of it is allocated.
    """

    nodes: tuple[GraphNode, ...]
    shapes: Mapping[str, Shape | None]
    parameters: Mapping[str, int]
    problems: Sequence[Problem]
    head: Head | None = None
    output: str = ""
    bytes: int = 0
    by_id: Mapping[str, GraphNode] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {node.id: node for node in self.nodes})

    @property
    def valid(self) -> bool:
        return not self.problems

    @property
    def parameter_count(self) -> int:
        return sum(self.parameters.values())

    def alike(self, other: "Graph") -> bool:
        """Whether both have the same parameters and give the same, as far as nothing is held."""
        return (self.nodes, self.head, self.output) == (other.nodes, other.head, other.output)

    def held_alike(self, other: "Graph") -> bool:
        """Whether in both, which are alike, the same is held."""
        return all(node.held == other.by_id[node.id].held for node in self.nodes)

    def fused(self, node: str) -> bool:
        """Whether the loss works on this node's sums, before the activation."""
        return node == self.output and self.head is not None and self.head.fused

    def check(self) -> "Graph":
        """The same graph, or a GraphError with all of its problems."""
        if self.problems:
            raise GraphError(*self.problems)
        return self

    def calm(self) -> "Graph":
        """The same graph without chance: dropout hands on what it gets."""
        return replace(self, nodes=tuple(replace(node, layer=node.layer.calm()) for node in self.nodes))

    @cached_property
    def learns(self) -> frozenset[str]:
        """The nodes whose output depends on a parameter, so that a gradient must reach them."""
        found: set[str] = set()
        for node in self.nodes:
            if node.parameters or any(source in found for source in node.sources):
                found.add(node.id)
        return frozenset(found)
