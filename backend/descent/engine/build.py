"""From the drawing to the graph. What is wrong becomes a problem on its card; nothing is raised, nothing allocated."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from descent.data.spec import DataSpec, spec_of
from descent.document import Document
from descent.document.network import Network, Node
from descent.engine.cost import over_budget
from descent.engine.graph import Graph, GraphNode
from descent.engine.head import Head, head_of
from descent.engine.topology import in_order, reach
from descent.ops.layers import Layer
from descent.ops.layers.base import Shape, Unfit, words
from descent.ops.layers.embedding import Embedding
from descent.ops.layers.input import Input
from descent.ops.layers.output import Output
from descent.ops.losses import Loss
from descent.problems import Problem


def graph_of(document: Document) -> Graph:
    """The graph of a document, from what its data say about themselves."""
    data, training = document.data, document.training
    return build_graph(document.network, spec_of(data.dataset, data.features), training.loss, training.batch_size)


def build_graph(network: Network, spec: DataSpec, loss: Loss, batch_size: int) -> Graph:
    """Checks and orders the drawing, and works out all shapes, parameters and bytes."""
    building = _Building(network, spec, loss)
    building.check_whole()
    building.add_nodes()
    graph = building.graph()
    return over_budget(graph, batch_size) if graph.valid else graph


@dataclass
class _Building:
    """The state of one call of `build_graph`: at most one problem is kept for a card, the first that is found."""

    network: Network
    spec: DataSpec
    loss: Loss
    found: dict[str, GraphNode] = field(default_factory=dict[str, GraphNode])
    problems: dict[str | None, Problem] = field(default_factory=dict[str | None, Problem])
    head: Head | None = None

    def __post_init__(self) -> None:
        self.cards = {node.id: node for node in self.network.nodes}
        self.sources: dict[str, list[str]] = {card: [] for card in self.cards}
        self.targets: dict[str, list[str]] = {card: [] for card in self.cards}
        for wire in self.network.wires:
            self.sources[wire.target].append(wire.source)
            self.targets[wire.source].append(wire.target)
        self.outputs = [card.id for card in self.network.nodes if isinstance(card.layer, Output)]
        self.order, self.cyclic = in_order(list(self.cards), self.sources)

    def blame(self, node: str | None, code: str, **params: str | float) -> None:
        name: dict[str, str | int | float] = {}
        if node is not None:
            name = {"name": self.cards[node].name, "layer": _title(self.cards[node].layer)}
        self.problems.setdefault(node, Problem(code=code, params=name | params, node=node))

    # ---- what is seen from the wires alone ----

    def check_whole(self) -> None:
        """There is a way in, one way out, and every card lies between them."""
        if not any(isinstance(card.layer, Input) for card in self.cards.values()):
            self.blame(None, "graph.no_input")
        if not self.outputs:
            self.blame(None, "graph.no_output")
        for extra in self.outputs[1:]:
            self.blame(extra, "graph.second_output", first=self.cards[self.outputs[0]].name)
        for node in self.cyclic:
            through = next(source for source in self.sources[node] if source in self.cyclic)
            self.blame(node, "graph.cycle", source=self.cards[through].name)
        for node in self.cards:
            self._check_wires(node)
        leading = reach(self.outputs, self.sources)
        for node in self.cards:
            if self.outputs and node not in leading:
                self.blame(node, "graph.leads_nowhere")

    def _check_wires(self, node: str) -> None:
        sources, arity = self.sources[node], self.cards[node].layer.arity
        names = ", ".join(self.cards[source].name for source in sources)
        if arity == "none" and sources:
            self.blame(node, "graph.input_is_first", sources=names)
        elif arity != "none" and not sources:
            self.blame(node, "graph.not_connected")
        elif arity == "one" and len(sources) > 1:
            self.blame(node, "graph.one_wire", count=len(sources), sources=names)
        elif arity == "many" and len(sources) == 1:
            self.blame(node, "graph.two_wires", source=names)
        if node in self.outputs and self.targets[node]:
            self.blame(node, "graph.output_is_last", target=self.cards[self.targets[node][0]].name)

    # ---- what follows from settings and shapes, in order ----

    def add_nodes(self) -> None:
        """Every card whose sources are right and whose wires are as they should be."""
        for node in self.order:
            if all(source in self.found for source in self.sources[node]) and not self._miswired(node):
                self._add(self.cards[node])

    def _miswired(self, node: str) -> bool:
        problem = self.problems.get(node)
        return problem is not None and problem.code != "graph.leads_nowhere"

    def _add(self, card: Node) -> None:
        layer = card.layer
        inputs = tuple(self.found[source].shape for source in self.sources[card.id])
        if isinstance(layer, Input):
            self._add_input(card, layer)
            return
        if isinstance(layer, Output):
            head = head_of(layer, self.loss, self.spec)
            if isinstance(head, Problem):
                self.blame(card.id, head.code, **head.params)
                return
            if card.held.silent or any(unit < head.units for unit in card.held.silent_units):
                self.blame(card.id, "graph.output_silent")
                return
            if head.steps > 1 and (len(inputs[0]) != 2 or inputs[0][1] != head.steps):
                source = self.found[self.sources[card.id][0]].name
                self.blame(card.id, "graph.needs_steps", source=source, got=words(inputs[0]), steps=head.steps)
                return
            self.head, layer = head, layer.resolved(head.units, head.activation, head.steps)
        if isinstance(layer, Embedding):
            layer = layer.reading(len(self.spec.tokens))
        try:
            shape = layer.infer(inputs)
        except Unfit as unfit:
            names = [self.found[self.sources[card.id][position]].name for position in unfit.inputs]
            self.blame(card.id, unfit.code, source=names[0], other=names[-1], **unfit.params)
            return
        self._found(card, layer, inputs, shape)

    def _add_input(self, card: Node, layer: Input) -> None:
        names = self.spec.features
        columns = layer.columns
        if columns is None or tuple(columns) == names:
            vector = len(self.spec.shape) == 1
            self._found(card, layer, (), self.spec.shape, tuple(range(len(names))), names if vector else ())
        elif unknown := [column for column in columns if column not in names]:
            self.blame(card.id, "graph.unknown_column", got=unknown[0], columns=", ".join(names[:20]))
        elif len(set(columns)) < len(columns):
            twice = next(column for column in columns if columns.count(column) > 1)
            self.blame(card.id, "graph.column_twice", got=twice)
        else:
            positions = tuple(names.index(column) for column in columns)
            self._found(card, layer, (), (len(columns),), positions, tuple(columns))

    def _found(
        self,
        card: Node,
        layer: Layer,
        inputs: tuple[Shape, ...],
        shape: Shape,
        columns: tuple[int, ...] = (),
        labels: tuple[str, ...] = (),
    ) -> None:
        # Views of a single number, so that counting allocates nothing however large the layer claims to be.
        blocks = {name: np.broadcast_to(np.zeros(()), size) for name, size in _blocks(layer, inputs).items()}
        count = sum(view.size for view in layer.parameters(blocks).values())
        sources = tuple(self.sources[card.id])
        self.found[card.id] = GraphNode(
            card.id, card.name, layer, sources, inputs, shape, count, columns=columns, labels=labels, held=card.held
        )

    def graph(self) -> Graph:
        return Graph(
            nodes=tuple(self.found.values()),
            shapes={card: self.found[card].shape if card in self.found else None for card in self.cards},
            parameters={card: self.found[card].parameters if card in self.found else 0 for card in self.cards},
            problems=tuple(self.problems.values()),
            head=self.head,
            output=self.outputs[0] if self.outputs else "",
        )


def _blocks(layer: Layer, inputs: tuple[Shape, ...]) -> Mapping[str, Shape]:
    return layer.blocks(inputs) if inputs else {}


def _title(layer: Layer) -> str:
    return layer.model_config.get("title") or layer.__class__.__name__
