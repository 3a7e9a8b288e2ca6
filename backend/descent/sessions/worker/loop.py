"""A worker process: reads orders, gives each of its sessions a turn, writes reports. Ends when the server is gone."""

import logging
import select
import socket
import time
from collections.abc import Callable
from math import inf
from typing import Any, Final

from pydantic import BaseModel

from descent.problems import Problem
from descent.sessions.config import SessionConfig
from descent.sessions.framing import FrameReader, pack
from descent.sessions.note import NOBODY, Note
from descent.sessions.orders import ORDER, CloseOrder, OpenOrder, PingOrder, RestoreOrder
from descent.sessions.reports import BrokenReport, PongReport
from descent.sessions.worker.runner import Runner
from descent.sessions.worker.turns import Turns

LOG: Final = logging.getLogger("descent.worker")
BUFFER: Final = 1 << 20


class Worker:
    """The sessions of one process."""

    def __init__(self, link: socket.socket, note: Note, config: SessionConfig) -> None:
        self._config = config
        self._link = link
        self._note = note
        self._reader = FrameReader()
        self._runners: dict[int, Runner] = {}
        self._turns = Turns()
        self._poll = select.poll()
        self._poll.register(link, select.POLLIN)

    def run(self) -> None:
        """Works until the server is gone."""
        while self._listen():
            self._work()

    def _listen(self) -> bool:
        """Reads what has come; waits for it while nobody has anything to do. False when the server is gone."""
        now = time.monotonic()
        due = min((runner.due() for runner in self._runners.values()), default=inf)
        patience = None if due == inf else max(0.0, due - now) * 1_000
        if not self._poll.poll(patience):
            return True
        try:
            count = self._link.recv_into(self._reader.buffer())
        except ConnectionError:
            return False
        for frame in self._reader.received(count):
            self._obey(ORDER.validate_json(frame.message), frame.raw)
        return count > 0

    def _work(self) -> None:
        """One turn for the session that has used the least time of those that have something to do."""
        now = time.monotonic()
        ready = [number for number, runner in self._runners.items() if runner.due() <= now]
        if ready:
            number = self._turns.next(ready)
            # The processor's time: while the machine is busy with others, nobody here has used anything.
            began = time.thread_time()
            self._turn(number, self._runners[number].work)
            self._turns.used(number, time.thread_time() - began)

    def _obey(self, order: Any, raw: bytes) -> None:
        match order:
            case PingOrder():
                self._report(PongReport())
            case CloseOrder():
                self._forget(order.session)
            case OpenOrder() | RestoreOrder():
                self._turn(order.session, lambda: self._begin(order, raw))
            case _:
                if (runner := self._runners.get(order.session)) is not None:
                    self._turn(order.session, lambda: runner.obey(order, raw))

    def _begin(self, order: OpenOrder | RestoreOrder, raw: bytes) -> None:
        self._runners[order.session] = Runner(order, raw, self._report, self._config)

    def _turn(self, number: int, act: Callable[[], None]) -> None:
        """Lets a session act. What goes wrong there is the end of that session only."""
        self._note.turn = number
        try:
            act()
        except ConnectionError:
            raise
        except Exception as error:
            LOG.exception("session %d", number)
            step = self._runners[number].step if number in self._runners else 0
            self._forget(number)
            params: dict[str, str | int | float] = {"step": step, "reason": f"{type(error).__name__}: {error}"[:200]}
            self._report(BrokenReport(session=number, problem=Problem(code="session.broken", params=params)))
        finally:
            self._note.turn = NOBODY

    def _forget(self, number: int) -> None:
        self._runners.pop(number, None)
        self._turns.gone(number)

    def _report(self, report: BaseModel, raw: bytes = b"") -> None:
        self._link.sendall(pack(report.model_dump_json().encode(), raw))


def work(link: socket.socket, note: Note, config: SessionConfig) -> None:
    """The whole life of a worker."""
    link.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)
    try:
        Worker(link, note, config).run()
    except ConnectionError:
        return
