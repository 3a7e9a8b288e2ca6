"""What a person does to the weights by hand: whether there are such ones, and the order for the worker. Pure."""

from descent.document import Document
from descent.engine.build import graph_of
from descent.engine.graph import Graph
from descent.problems import Problem, Refused
from descent.sessions.machine import REFUSALS, Condition
from descent.sessions.orders import HandOrder, LearnOrder, Place, WeightOrder
from descent.wire.commands import LearnCommand, SetWeightCommand


class Weights:
    """Of one session. The graph of a document is made once, however often a weight is dragged."""

    def __init__(self) -> None:
        self._count = 0
        self._known: tuple[Document, Graph] | None = None

    def order(
        self,
        session: int,
        command: SetWeightCommand | LearnCommand,
        condition: Condition,
        document: Document | None,
        points: int,
    ) -> HandOrder:
        """The order, given the document whose network trains, if one does, and how many points. Raises Refused."""
        if condition in REFUSALS:
            raise Refused(Problem(code=REFUSALS[condition]))
        if document is None:
            raise Refused(Problem(code="session.nothing_to_train"))
        if isinstance(command, SetWeightCommand):
            return self._put(session, command, document)
        if command.index >= points:
            raise Refused(Problem(code="session.no_point", params={"number": command.index + 1, "count": points}))
        self._count += 1
        return LearnOrder(session=session, number=self._count, index=command.index)

    def _put(self, session: int, command: SetWeightCommand, document: Document) -> WeightOrder:
        node = self._graph(document).by_id.get(command.node)
        units, columns = node.blocks.get("matrix", (0, 0)) if node else (0, 0)
        if command.unit >= units or (command.input is not None and command.input >= columns - 1):
            raise Refused(Problem(code="session.no_weight", node=command.node))
        self._count += 1
        place = Place(node=command.node, unit=command.unit, input=command.input)
        return WeightOrder(session=session, number=self._count, place=place, value=command.value)

    def _graph(self, document: Document) -> Graph:
        if self._known is None or self._known[0] is not document:
            self._known = (document, graph_of(document))
        return self._known[1]
