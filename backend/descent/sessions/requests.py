"""Questions to a worker that somebody waits for the answer of."""

import asyncio
from collections.abc import Callable

from pydantic import BaseModel

from descent.problems import DescentError, Problem, Refused
from descent.sessions.orders import Tensor

Answer = tuple[list[Tensor], bytes]
Question = Callable[[int], tuple[BaseModel, bytes]]
"""Makes the order of a request, and its raw bytes, from its number."""


class Requests:
    """The questions of one session, by number."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._count = 0
        self._open: dict[int, asyncio.Future[Answer]] = {}

    async def ask(self, question: Question, served: asyncio.Event, send: Callable[[BaseModel, bytes], None]) -> Answer:
        """The answer, once there is a worker. Raises what it was refused with, or Refused when none comes in time."""
        self._count += 1
        number = self._count
        future = self._open[number] = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(self._seconds):
                await served.wait()
                send(*question(number))
                return await future
        except TimeoutError:
            raise Refused(Problem(code="session.no_answer", params={"seconds": self._seconds})) from None
        finally:
            del self._open[number]

    def answer(self, number: int, answer: Answer | DescentError) -> None:
        """An answer has come; nobody may wait for it any more."""
        future = self._open.get(number)
        if future is None or future.done():
            return
        if isinstance(answer, DescentError):
            future.set_exception(answer)
        else:
            future.set_result(answer)

    def lose(self) -> None:
        """No answers will come any more to what has been asked."""
        for number in list(self._open):
            self.answer(number, Refused(Problem(code="session.worker_lost")))
