"""What can be asked of a session's worker: weights to download and to load, and what layers went through."""

from typing import TYPE_CHECKING, Final

from descent.problems import Problem, Refused
from descent.sessions.orders import LoadOrder, ParametersOrder, Tensor, TrailOrder
from descent.sessions.requests import Answer
from descent.training.quantity import QUANTITIES, Quantity

if TYPE_CHECKING:
    from descent.sessions.session import Session

KNOWN: Final[dict[str, Quantity]] = {name: name for name in QUANTITIES}


async def parameters(session: "Session") -> Answer:
    """Names and shapes of the parameters, and their values as float32 one after another. Raises DescentError."""
    return await session.ask(lambda number: (ParametersOrder(session=session.number, request=number), b""))


async def load(session: "Session", tensors: list[Tensor], values: bytes) -> None:
    """Puts these parameters in place of the ones there are. Raises DescentError when they don't fit."""
    await session.ask(lambda number: (LoadOrder(session=session.number, request=number, tensors=tensors), values))


async def trail(session: "Session", node: str | None, of: str) -> Answer:
    """What the layers went through, see `Trail.curves` and, with a node, `Trail.spread`. Raises DescentError."""
    if (quantity := KNOWN.get(of)) is None:
        raise Refused(Problem(code="session.no_quantity", params={"known": ", ".join(KNOWN), "got": of[:40]}))
    return await session.ask(
        lambda number: (TrailOrder(session=session.number, request=number, node=node, of=quantity), b"")
    )
