"""Following every number of a network into a changed one: where it stays, and where a new one is its equal."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from descent.engine.graph import Graph, GraphNode
from descent.engine.held import silent_rows
from descent.engine.rows import names, names_of, never_negative, passes

NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Row:
    """A number that a node gives: its name, and that of the old number which it equals ("" when there is none).

    `copied` are the layers whose new units made it the equal of another one's number.
    """

    name: str
    origin: str = ""
    copied: frozenset[str] = NOBODY


@dataclass(frozen=True)
class Copies:
    """How a layer of units begins: `sources` are the units that those behind the first `living` ones copy."""

    living: int
    sources: tuple[int, ...] = ()


@dataclass
class Following:
    """The rows of every node of `new`.

    `clash` are layers whose copies meet a number that is none, so that they can't be made. `copies` say how the layers
    that are in both networks go on; `identities` are new layers that hand on what they get.
    """

    old: Graph
    new: Graph
    copies: Mapping[str, Copies]
    identities: Collection[str]
    rows: dict[str, list[Row]] = field(default_factory=dict[str, list[Row]])
    clash: set[str] = field(default_factory=set[str])

    def __post_init__(self) -> None:
        self.before = names(self.old)
        self._places = {node.id: self._table(node) for node in self.old.nodes if node.layer.rows == "each"}
        self._positive = never_negative(self.new)
        for node in self.new.nodes:
            rows = self._follow(node, [self.rows[source] for source in node.sources])
            self.rows[node.id] = rows
            self._meet_silence(node, rows)

    def _table(self, node: GraphNode) -> dict[tuple[str, ...], str]:
        """The old names of a node's numbers, by those of the numbers that each is made from."""
        inputs = zip(*(self.before[source] for source in node.sources), strict=True)
        return dict(zip((tuple(sorted(one)) for one in inputs), self.before[node.id], strict=True))

    def _follow(self, node: GraphNode, inputs: list[list[Row]]) -> list[Row]:
        own = names_of(node, [[row.name for row in rows] for rows in inputs])
        if passes(node):
            return inputs[0]
        if node.layer.rows == "joined":
            joined = [row for rows in inputs for row in rows]
            return [Row(name, row.origin, row.copied) for name, row in zip(own, joined, strict=True)]
        if node.id in self.identities:
            return self._identity(node, own, inputs[0])
        if node.weighs:
            return self._units(node, own)
        if node.layer.rows == "each":
            return [self._each(node, name, [rows[index] for rows in inputs]) for index, name in enumerate(own)]
        for row in (row for rows in inputs for row in rows):
            self.clash |= row.copied
        known = self.before.get(node.id, [])
        return [Row(name, name if name in known else "") for name in own]

    def _meet_silence(self, node: GraphNode, rows: list[Row]) -> None:
        """The copy of a silent unit would not be silent."""
        silent: set[str] = set() if node.held.silent else {rows[row].origin for row in silent_rows(node)}
        for row in rows:
            if row.copied and row.origin in silent:
                self.clash |= row.copied

    def _identity(self, node: GraphNode, own: list[str], source: list[Row]) -> list[Row]:
        """Unit u gives what comes in u-th; more units than that are copies of the first ones."""
        extra = frozenset({node.id})
        return [
            Row(
                name,
                source[index % len(source)].origin,
                source[index % len(source)].copied | (extra if index >= len(source) else NOBODY),
            )
            for index, name in enumerate(own)
        ]

    def _units(self, node: GraphNode, own: list[str]) -> list[Row]:
        copies = self.copies.get(node.id)
        if copies is None:
            return [Row(name) for name in own]
        rows = [Row(name, name) for name in own[: copies.living]]
        start = len(own) - len(copies.sources)
        rows += [Row(name) for name in own[copies.living : start]]
        made = frozenset({node.id})
        return rows + [Row(own[start + i], own[unit], made) for i, unit in enumerate(copies.sources)]

    def _each(self, node: GraphNode, name: str, inputs: list[Row]) -> Row:
        copied = NOBODY.union(*(row.copied for row in inputs))
        before = self.old.by_id.get(node.id)
        if before is None:
            if hands_on(node, self._positive):
                return Row(name, inputs[0].origin, inputs[0].copied)
        elif before.layer == node.layer:
            origin = self._places.get(node.id, {}).get(tuple(sorted(row.origin for row in inputs)), "")
            if origin:
                return Row(name, origin, copied)
        self.clash |= copied
        return Row(name)


def hands_on(node: GraphNode, positive: Collection[str]) -> bool:
    """Whether a layer without weights gives what it gets, because of what may come in."""
    bend = node.layer.bend
    if bend is None or len(node.sources) != 1:
        return False
    return not bend.bends or (bend.keeps_nonnegative and node.sources[0] in positive)


def is_identity(node: GraphNode, positive: Collection[str]) -> bool:
    """Whether a layer of units can begin by handing on what it gets: units enough, and an activation that lets it."""
    return hands_on(node, positive) and len(node.inputs[0]) == 1 and node.size >= node.inputs[0][0]
