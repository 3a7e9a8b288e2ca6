"""What can be asked of a session's worker: weights to download and to load, and what layers went through."""

from typing import TYPE_CHECKING

from descent.problems import Problem, Refused
from descent.sessions.orders import LoadOrder, ParametersOrder, Tensor, TrailOrder
from descent.sessions.requests import Answer
from descent.training.quantity import QUANTITIES

if TYPE_CHECKING:
    from descent.sessions.session import Session


async def parameters(session: "Session") -> Answer:
    """Names and shapes of the parameters, and their values as float32 one after another. Raises DescentError."""
    return await session.ask(lambda number: (ParametersOrder(session=session.number, request=number), b""))


async def load(session: "Session", tensors: list[Tensor], values: bytes) -> None:
    """Puts these parameters in place of the ones there are. Raises DescentError when they don't fit."""
    await session.ask(lambda number: (LoadOrder(session=session.number, request=number, tensors=tensors), values))


async def trail(session: "Session", node: str | None, of: str) -> Answer:
    """What the layers went through, see `Trail.curves` and, with a node, `Trail.spread`. Raises DescentError."""
    quantity = next((known for known in QUANTITIES if known == of), None)
    if quantity is None:
        raise Refused(Problem(code="session.no_quantity", params={"known": ", ".join(QUANTITIES), "got": of[:40]}))
    return await session.ask(
        lambda number: (TrailOrder(session=session.number, request=number, node=node, of=quantity), b"")
    )
