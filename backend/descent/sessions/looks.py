"""When to ask a worker for a picture, and who gets it. Pure: times are given.

A worker is asked only when a client's window has room and its rate is due, and it answers when there is something
newer than what that client has. So a slow client, a hidden tab or a paused session costs the training nothing.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from descent.sessions.client import NOTHING, Client
from descent.wire.snapshot import cut


@dataclass(frozen=True, slots=True)
class Look:
    """A question to the worker: these slots, newer than `known`."""

    number: int
    slots: frozenset[int]
    known: int

    def covers(self, slots: Collection[int], known: int) -> bool:
        """Whether the answer will do for such a question too."""
        return self.slots.issuperset(slots) and self.known <= known


class Looks:
    """The questions of one session."""

    def __init__(self, ask: Callable[[Look], None]) -> None:
        self._ask = ask
        self._count = 0
        self._asked: dict[int, Look] = {}
        self._open: Look | None = None

    def pump(self, clients: Iterable[Client], now: float) -> float | None:
        """Asks when somebody is due. Returns when to come again at the latest, None if nothing but an event helps."""
        waiting = [client for client in clients if client.wants_picture]
        due = [client for client in waiting if client.window.due <= now]
        if not due:
            return min((client.window.due for client in waiting), default=None)
        slots = frozenset[int]().union(*(client.slots for client in due))
        known = min(client.generation for client in due)
        if self._open is None or not self._open.covers(slots, known):
            self._count += 1
            self._open = self._asked[self._count] = Look(self._count, slots, known)
            self._ask(self._open)
        return min((client.window.due for client in waiting if client not in due), default=None)

    def edited(self, client: Client) -> None:
        """A client has made an edit, and the worker was told: what was asked before may be answered without it.

        While one edit waits for its picture, further ones change nothing: who keeps turning a knob keeps seeing it.
        """
        if not client.window.is_granted:
            self._open = None
            client.edited(self._count + 1)

    def answered(self, number: int, generation: int, frame: bytes, clients: Iterable[Client], now: float) -> None:
        """A picture has come: everyone who is due gets their part of it."""
        look = self._asked.get(number)
        self._asked = {other: asked for other, asked in self._asked.items() if other > number}
        if self._open is not None and self._open.number <= number:
            self._open = None
        if look is None:
            return
        for client in clients:
            due = client.wants_picture and client.window.due <= now and client.generation < generation
            if due and client.takes(number) and look.slots.issuperset(client.slots):
                client.snapshot = (number, cut(frame, frozenset(client.slots)))
                client.generation = generation
                client.wake()

    def forget(self, clients: Iterable[Client]) -> None:
        """The worker is another one: what was asked will not be answered, and what is known is old."""
        self._asked.clear()
        self._open = None
        for client in clients:
            client.generation = NOTHING
