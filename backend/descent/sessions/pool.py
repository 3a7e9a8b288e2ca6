"""The worker processes: started, watched over, replaced; and which session is with which."""

import asyncio
import contextlib
import logging
import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from typing import Any, Final

from descent.sessions.config import SessionConfig
from descent.sessions.link import WorkerLink
from descent.sessions.note import PID, WANTED, Note, note_file
from descent.sessions.orders import CloseOrder, PingOrder
from descent.sessions.reports import PongReport
from descent.sessions.session import Session
from descent.sessions.worker.tuning import worker_environment

LOG: Final = logging.getLogger("descent")


@dataclass(eq=False)
class Worker:
    """A worker process and the sessions that are with it."""

    pid: int
    note: Note
    heard: float
    link: WorkerLink = field(init=False)
    asked: float | None = None
    sessions: dict[int, Session] = field(default_factory=dict[int, Session])


class Nursery:
    """The process that workers are forked from, a few milliseconds each."""

    def __init__(self, config: SessionConfig) -> None:
        mine, theirs = socket.socketpair()
        fields = {name: getattr(config, name) for name in SessionConfig.model_fields}
        settings = SessionConfig(**fields).model_dump_json()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "descent.sessions.worker.nursery", str(theirs.fileno()), settings],
                env=worker_environment(dict(os.environ), config.blas_kernel),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )
        mine.setblocking(False)
        self._control = mine

    async def worker(self, connection: socket.socket, note: int) -> int:
        """Forks a worker at the other end of `connection`; its process id. Raises OSError when the nursery is gone."""
        loop = asyncio.get_running_loop()
        socket.send_fds(self._control, [WANTED], [connection.fileno(), note])
        answer = b""
        while len(answer) < PID.size:
            if not (more := await loop.sock_recv(self._control, PID.size - len(answer))):
                raise ConnectionError("the process that workers are forked from has ended")
            answer += more
        return PID.unpack(answer)[0]

    def close(self) -> None:
        """Ends it. Its workers see that their links are closed, or are ended by the kernel."""
        self._control.close()
        self._process.kill()  # it may still be importing, and has nothing to lose
        self._process.wait()


class Pool:
    """A worker a core. A session that has none waits until there is one."""

    def __init__(self, config: SessionConfig) -> None:
        self._config = config
        self._size = config.workers or os.cpu_count() or 1
        self._workers: list[Worker] = []
        self._waiting: dict[int, Session] = {}
        self._nursery: Nursery | None = None
        self._missing = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begins to start the workers; returns at once."""
        self._missing.set()
        self._tasks = [asyncio.create_task(self._keep_size()), asyncio.create_task(self._watch_over())]

    @property
    def is_ready(self) -> bool:
        """Whether sessions can be taken."""
        return bool(self._workers)

    def loads(self) -> dict[int, int]:
        """How many sessions each worker has, by its process id."""
        return {worker.pid: len(worker.sessions) for worker in self._workers}

    def hire(self, session: Session) -> None:
        """Finds a worker for a session, the one with the fewest, or has it wait for one."""
        self.dismiss(session)
        if not self._workers:
            self._waiting[session.number] = session
            return
        worker = min(self._workers, key=lambda worker: len(worker.sessions))
        worker.sessions[session.number] = session
        session.adopt(worker.link)

    def dismiss(self, session: Session) -> None:
        """The session is no longer anywhere."""
        self._waiting.pop(session.number, None)
        for worker in self._workers:
            if worker.sessions.pop(session.number, None) is not None:
                worker.link.send(CloseOrder(session=session.number))

    async def stop(self) -> None:
        """Lets all workers go."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        workers, self._workers = self._workers, []
        for worker in workers:
            worker.link.close()
        await asyncio.gather(*(worker.link.closed for worker in workers))
        for worker in workers:
            worker.note.close()
        if self._nursery is not None:
            self._nursery.close()

    # -- keeping the size ---------------------------------------------------------------------------------------------

    async def _keep_size(self) -> None:
        while True:
            await self._missing.wait()
            self._missing.clear()
            while len(self._workers) < self._size:
                try:
                    await self._start_worker()
                except OSError:
                    LOG.exception("a worker could not be started")
                    self._close_nursery()
                    await asyncio.sleep(0.2)

    async def _start_worker(self) -> None:
        if self._nursery is None:
            self._nursery = Nursery(self._config)
        loop = asyncio.get_running_loop()
        mine, theirs = socket.socketpair()
        mine.setblocking(False)
        try:
            with theirs, note_file() as file:
                note = Note(file.fileno())
                pid = await self._nursery.worker(theirs, file.fileno())
            worker = Worker(pid, note, heard=loop.time())
            await loop.create_unix_connection(lambda: self._link_to(worker), sock=mine)
        except BaseException:
            mine.close()
            raise
        self._workers.append(worker)
        waiting, self._waiting = self._waiting, {}
        for session in waiting.values():
            self.hire(session)

    def _close_nursery(self) -> None:
        if self._nursery is not None:
            self._nursery.close()
            self._nursery = None

    def _link_to(self, worker: Worker) -> WorkerLink:
        worker.link = WorkerLink(lambda report, raw: self._receive(worker, report, raw), lambda: self._lost(worker))
        return worker.link

    def _receive(self, worker: Worker, report: Any, raw: bytes) -> None:
        worker.heard = asyncio.get_running_loop().time()
        if isinstance(report, PongReport):
            worker.asked = None
        elif (session := worker.sessions.get(report.session)) is not None:
            session.receive(report, raw)

    def _lost(self, worker: Worker) -> None:
        """A worker has ended: its sessions are given to others as soon as there is one in its place."""
        if worker not in self._workers:
            return
        self._workers.remove(worker)
        blamed = worker.note.turn
        worker.note.close()
        LOG.warning("worker %d ended with %d sessions", worker.pid, len(worker.sessions))
        for session in worker.sessions.values():
            if session.lost(session.number == blamed):
                self._waiting[session.number] = session
        self._missing.set()

    # -- stuck workers ------------------------------------------------------------------------------------------------

    async def _watch_over(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(self._config.ping_seconds)
            for worker in self._workers:
                self._ask_or_replace(worker, loop.time())

    def _ask_or_replace(self, worker: Worker, now: float) -> None:
        """Asks who has been silent whether it is alive; ends who has not answered for too long."""
        if worker.asked is None:
            worker.asked = now
            worker.link.send(PingOrder())
        elif now - max(worker.asked, worker.heard) > self._config.stuck_seconds:
            LOG.warning("worker %d does not answer and is replaced", worker.pid)
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker.pid, signal.SIGKILL)
