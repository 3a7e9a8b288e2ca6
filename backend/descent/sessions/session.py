"""A session as the server knows it: who watches, what was said, and how to go on after a crash.

No training here: orders go to a worker, reports come back, and both are remembered.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any, Final, Protocol

import numpy as np
from pydantic import BaseModel

import descent
from descent.document import Document
from descent.problems import DescentError, Problem, Refused
from descent.sessions import orders, reports
from descent.sessions.absence import Absence
from descent.sessions.client import Client
from descent.sessions.config import SessionConfig
from descent.sessions.crashes import Crashes
from descent.sessions.draft import Draft
from descent.sessions.edits import in_looks_of
from descent.sessions.looks import Look, Looks
from descent.sessions.machine import Condition, Move, after
from descent.sessions.recording import Recording
from descent.sessions.recovery import Recovery
from descent.sessions.requests import Answer, Question, Requests
from descent.sessions.slots import Slots
from descent.sessions.story import Story
from descent.sessions.weights import Weights
from descent.wire import commands, events
from descent.wire.metrics import DTYPE, WIDTH, encode_metrics

MAX_ROWS: Final = 4_096
"""Records in one frame."""

CLOSED: Final = 1000


class Link(Protocol):
    """The way to a worker."""

    def send(self, order: BaseModel, raw: bytes = b"") -> None: ...


class Session:
    """One document in training. All methods run in the server's loop and none of them waits for a worker."""

    def __init__(
        self, number: int, key: str, document: Document, config: SessionConfig, hire: Callable[["Session"], None]
    ) -> None:
        """`number` is its name towards workers, `key` towards people; `hire` finds it a worker."""
        self.number = number
        self.key = key
        self.draft = Draft(document)
        self.story = Story(document, config.max_records)
        self.recording = Recording(self.story, config.recording_bytes, config.max_moments)
        self.condition: Condition = "idle"
        self.pace: float | None = None
        self.clients: dict[int, Client] = {}
        self._config = config
        self._hire = hire
        self._loop = asyncio.get_running_loop()
        self._link: Link | None = None
        self._served = asyncio.Event()
        self._recovery = Recovery(number, document, 0)
        self._slots = Slots()
        self._looks = Looks(self._ask)
        self._weights = Weights()
        self._moves = 0
        self._client_count = 0
        self._requests = Requests(config.request_seconds)
        self._crashes = Crashes(config.max_crashes, config.crash_seconds)
        self._next_look: asyncio.TimerHandle | None = None
        self.absence = Absence(self._loop, config.unwatched_seconds, self._nobody_watches)

    @property
    def standing(self) -> events.StateInfo:
        """What the worker said last that it does."""
        return self._recovery.standing

    # -- clients ------------------------------------------------------------------------------------------------------

    def attach(self, cursor: int) -> Client:
        """Somebody has come who has `cursor` records already. Raises Refused when there are too many."""
        if len(self.clients) >= self._config.max_clients:
            raise Refused(Problem(code="session.too_many_viewers", params={"limit": self._config.max_clients}))
        self._client_count += 1
        client = Client(self._client_count, min(cursor, self.story.history.end))
        self.clients[client.number] = client
        self.absence.end()
        client.tell(self.hello().model_dump_json())
        for notice in self.story.take_notices():
            client.tell(events.NoticeEvent(problem=notice).model_dump_json())
        return client

    def detach(self, client: Client) -> None:
        """Somebody has gone."""
        if self.clients.pop(client.number, None) is None:
            return
        self._slots.give_back(client.slots)
        self._tell_watched()
        if not self.clients:
            self.absence.begin()

    def hello(self) -> events.HelloEvent:
        """Everything to begin with."""
        return events.HelloEvent(
            version=descent.__version__,
            session=self.key,
            revision=self.draft.revision,
            document=self.draft.document,
            state=self.standing,
            graph=self.story.graph,
            data=self.story.data,
            marks=list(self.story.marks),
            branches=self.recording.branches,
            moments=self.recording.moments,
            finding=self.story.finding,
            pace=self.pace,
            metrics=self.story.history.end,
        )

    async def frames(self, client: Client) -> AsyncIterator[str | bytes]:
        """What to send to a client, without end: replies and events first, then records, then the newest picture."""
        while True:
            if (text := client.take_text()) is not None:
                yield text
                continue
            first, rows = self.story.history.since(client.cursor, MAX_ROWS)
            client.cursor = first + len(rows)
            if len(rows):
                yield encode_metrics(first, rows)
            elif client.snapshot is not None:
                number, frame = client.snapshot
                client.window.sent(number, self._loop.time())
                client.snapshot = None
                self._pump()
                yield frame
            else:
                await client.sleep()

    def broadcast(self, event: BaseModel) -> None:
        """Tells everyone."""
        text = event.model_dump_json()
        for client in self.clients.values():
            client.tell(text)

    def _nobody_watches(self) -> None:
        if self.condition != "running":
            return
        self._move("pause")
        minutes = max(1, round(self._config.unwatched_seconds / 60))
        self.story.remember(Problem(code="session.unwatched", params={"minutes": minutes, "step": self.standing.step}))

    # -- commands -----------------------------------------------------------------------------------------------------

    def handle(self, client: Client, command: Any) -> None:
        """Does what a client says, and answers at once: `ack` or `refused`."""
        if isinstance(command, commands.SeenCommand):
            client.window.seen(command.snapshot)
            self._pump()
            return
        try:
            slots = self._obey(client, command)
        except DescentError as error:
            answer: BaseModel = events.RefusedEvent(
                id=command.id, problems=error.problems, revision=self.draft.revision
            )
        else:
            answer = events.AckEvent(id=command.id, revision=self.draft.revision, slots=slots)
        client.tell(answer.model_dump_json())

    def _obey(self, client: Client, command: Any) -> list[int] | None:
        match command:
            case commands.EditCommand():
                self._edit(client, command)
            case commands.WatchCommand():
                return self._watch(client, command)
            case commands.PaceCommand():
                self.pace = command.steps_per_second
                self._send(orders.PaceOrder(session=self.number, steps_per_second=self.pace))
            case commands.NotNowCommand():
                self._send(self.story.silence(self.number, command.code))
            case commands.StepCommand():
                self._move("step", command.unit)
            case commands.SetWeightCommand() | commands.LearnCommand():
                self._by_hand(client, command)
            case commands.GotoCommand():
                self._go_to(command.moment)
            case _:
                self._move(command.type)
        return None

    def _edit(self, client: Client, command: commands.EditCommand) -> None:
        losers = self.draft.edit(client.number, command)
        document, revision = self.draft.document, self.draft.revision
        self._order_edit(client, orders.EditOrder(session=self.number, document=document, revision=revision))
        for other in self.clients.values():
            if other is not client:
                other.tell_document(revision, document, overwrote=other.number in losers)

    def _move(self, move: Move, unit: Any = None) -> None:
        target = after(self.condition, move)
        if move in {"play", "step"} and self.story.graph is not None and not self._trainable:
            raise Refused(Problem(code="session.nothing_to_train"))
        failed, self.condition = self.condition == "failed", target
        self.story.moved(move)
        self._moves += 1
        if failed:
            self._begin_anew()
            return
        order = orders.MoveOrder(session=self.number, number=self._moves, move=move, unit=unit)
        self._recovery.sent(order)
        self._send(order)

    def _by_hand(self, client: Client, command: commands.SetWeightCommand | commands.LearnCommand) -> None:
        document = self.story.effective if self._trainable else None
        points = self.story.data.train if self.story.data else 0
        self._order_edit(client, self._weights.order(self.number, command, self.condition, document, points))

    def _order_edit(self, client: Client, order: orders.EditOrder | orders.HandOrder) -> None:
        """Orders what a client wants to see the picture of as soon as there is one."""
        self._recovery.sent(order)
        self._send(order)
        self._looks.edited(client)
        self._pump()

    def _go_to(self, number: int) -> None:
        """Sends the worker to a moment. The drawing keeps its present looks: only what trains is of then."""
        target = after(self.condition, "goto")
        moment = self.recording.take(number)
        failed, self.condition = self.condition == "failed", target
        if self.draft.replace(in_looks_of(moment.drawn, self.draft.document)):
            for client in self.clients.values():
                client.tell_document(self.draft.revision, self.draft.document, overwrote=False, by="server")
        if failed:
            self._begin_anew()
        self._moves += 1
        document, revision = self.draft.document, self.draft.revision
        order = orders.GotoOrder(
            session=self.number, number=self._moves, moment=number, document=document, revision=revision
        )
        self._recovery.sent(order, moment.data)
        self._send(order, moment.data)

    def _watch(self, client: Client, command: commands.WatchCommand) -> list[int]:
        slots = self._slots.take(command.probes)
        self._slots.give_back(client.slots)
        client.watch(slots, command.rate)
        self._tell_watched()
        self._pump()
        return slots

    async def ask(self, question: Question) -> Answer:
        """What the worker answers (see `asking`). Raises DescentError."""
        if self.condition in {"failed", "closed"}:
            raise Refused(Problem(code=f"session.{self.condition}"))
        return await self._requests.ask(question, self._served, self._send)

    # -- the worker ---------------------------------------------------------------------------------------------------

    def adopt(self, link: Link) -> None:
        """A worker has been found: it is told everything it needs to go on."""
        self._link = link
        self._served.set()
        self._looks.forget(self.clients.values())
        for order, raw in self._recovery.orders(self.pace):
            self._send(order, raw)
        self._send(self.story.silence(self.number))
        self._tell_watched()
        self._pump()

    def lost(self, blamed: bool) -> bool:
        """The worker has ended. Returns whether to try again; `blamed`: it happened in this session's turn."""
        self._link = None
        self._served.clear()
        self._requests.lose()
        now = self._loop.time()
        if blamed:
            self._crashes.note(now)
        if (problem := self._crashes.verdict(now, self.standing.step)) is not None:
            self._fail(problem)
            return False
        self._notice(Problem(code="session.worker_restarted"))
        return True

    def close(self) -> None:
        """The end of the session."""
        self.condition = "closed"
        self._link = None
        for client in self.clients.values():
            client.end(CLOSED)
        self.absence.end()
        if self._next_look is not None:
            self._next_look.cancel()

    def _begin_anew(self) -> None:
        self._crashes.forgive()
        self._recovery.begin(self.draft.document, self.draft.revision, self.story.history.end, self._moves)
        self.story.effective = self.draft.document
        self._hire(self)

    def _fail(self, problem: Problem) -> None:
        self.condition = "failed"
        standing = self.standing.model_copy(update={"state": "failed", "problem": problem})
        self._recovery.standing = standing
        self.broadcast(events.StateEvent(**dict(standing)))

    def _notice(self, problem: Problem) -> None:
        if self.clients:
            self.broadcast(events.NoticeEvent(problem=problem))
        else:
            self.story.remember(problem)

    def receive(self, report: Any, raw: bytes) -> None:
        """What the worker says."""
        match report:
            case reports.SnapshotReport():
                self._recovery.at(report.step)
                self._looks.answered(report.number, report.generation, raw, self.clients.values(), self._loop.time())
                self._pump()
            case reports.RecordsReport():
                self._recovery.at(report.step)
                self.story.history.append(report.first, np.frombuffer(raw, DTYPE).reshape(-1, WIDTH))
                for client in self.clients.values():
                    client.wake()
            case reports.StandingReport():
                self._recovery.stands(report)
                self._stands(report.moves, report.standing)
            case reports.CheckpointReport():
                drawn = self._recovery.checkpoint(report, raw)
                for event in self.recording.checkpoint(report, raw, drawn):
                    self.broadcast(event)
            case reports.AppliedReport():
                mark = self.story.applied(report, self._recovery.applied(report))
                if mark is not None:
                    self.broadcast(events.MarkEvent(**dict(mark)))
                for note in report.notes:
                    self.broadcast(events.NoticeEvent(problem=note))
            case _:
                self._receive_rarer(report, raw)

    def _receive_rarer(self, report: Any, raw: bytes) -> None:
        match report:
            case reports.WeightReport() | reports.LearnedReport():
                self._recovery.by_hand(report)
                if (mark := self.story.by_hand(report)) is not None:
                    self.broadcast(events.MarkEvent(**dict(mark)))
                if isinstance(report, reports.LearnedReport) and report.note is not None:
                    self._notice(report.note)
            case reports.GraphReport() | reports.DataReport() | reports.FindingReport():
                self.broadcast(self.story.told(report))
            case reports.ArraysReport():
                self._requests.answer(report.request, (report.tensors, raw))
            case reports.DoneReport():
                self._requests.answer(report.request, DescentError(*report.problems) if report.problems else ([], b""))
            case reports.BrokenReport():
                self._requests.lose()
                self._fail(report.problem)
            case _:
                raise ValueError(f"a worker reports {report!r}")

    def _stands(self, moves: int, standing: events.StateInfo) -> None:
        """Takes over the worker's state, unless a newer move is on its way to it."""
        if moves == self._moves:
            self.recording.arrived()
            self.condition = standing.state
            self.broadcast(events.StateEvent(**dict(standing)))

    # -- small things -------------------------------------------------------------------------------------------------

    @property
    def _trainable(self) -> bool:
        return self._recovery.has_trained or (self.story.graph is not None and self.story.graph.valid)

    def _send(self, order: BaseModel, raw: bytes = b"") -> None:
        if self._link is not None:
            self._link.send(order, raw)

    def _tell_watched(self) -> None:
        watched = [orders.Watched(slot=slot, probe=probe) for slot, probe in self._slots.held().items()]
        self._send(orders.WatchOrder(session=self.number, watched=watched))

    def _ask(self, look: Look) -> None:
        self._send(
            orders.LookOrder(session=self.number, number=look.number, slots=sorted(look.slots), known=look.known)
        )

    def _pump(self) -> None:
        if self._next_look is not None:
            self._next_look.cancel()
            self._next_look = None
        if self._link is None:
            return
        due = self._looks.pump(self.clients.values(), self._loop.time())
        if due is not None:
            self._next_look = self._loop.call_at(due, self._pump)
