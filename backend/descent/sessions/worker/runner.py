"""One session inside a worker: does what it is told between two steps, trains in its turns, reports."""

import time
from collections import deque
from math import inf
from typing import Any, Literal

from descent.problems import DescentError, Diverged, Problem, Refused
from descent.sessions import orders
from descent.sessions.config import SessionConfig
from descent.sessions.edits import trains_alike
from descent.sessions.machine import Move, after
from descent.sessions.reports import Origin
from descent.sessions.worker.advising import Advising
from descent.sessions.worker.bench import Bench
from descent.sessions.worker.hand import by_hand
from descent.sessions.worker.ledger import Ledger
from descent.sessions.worker.moments import Moments
from descent.sessions.worker.pace import Pace, RateMeter
from descent.sessions.worker.replay import Replay
from descent.sessions.worker.reporter import Reporter, Send
from descent.sessions.worker.showing import Showing
from descent.training.trail import Trail
from descent.training.trainer import Trainer
from descent.wire.events import State
from descent.wire.moments import Why

Goal = Literal["none", "run", "step", "epoch"]


class Runner:
    """`due` says when it wants a turn, `work` is one, `obey` takes an order. Never waits."""

    def __init__(
        self, order: orders.OpenOrder | orders.RestoreOrder, raw: bytes, send: Send, config: SessionConfig
    ) -> None:
        """Begins with a document, or goes on from the checkpoint in `raw`."""
        self._config = config
        self._reporter = Reporter(order.session, send, config)
        self._showing = Showing()
        self._trail = Trail()
        self._advising = Advising(self._reporter.finding)
        self._meter = RateMeter()
        self._pace = Pace(order.pace, time.monotonic())
        self._state: State = "idle"
        self._goal: Goal = "none"
        self._problem: Problem | None = None
        self._moves, self._generation = order.moves, 0
        self._edit: orders.EditOrder | None = None
        self._replay: Replay | None = None
        self._waiting: deque[tuple[Any, bytes]] = deque()
        self._moments = Moments(self._reporter, config)
        self._epoch_begun = 0
        if isinstance(order, orders.RestoreOrder):
            self._restore(order, raw)
        else:
            self._open(order)

    def _open(self, order: orders.OpenOrder) -> None:
        self._bench = Bench(order.document, order.revision, self._config)
        self._ledger = Ledger(order.records, 0)
        self._generation += 1
        self._reporter.graph(self._bench)
        self._reporter.data(self._bench)
        if self._trainer is not None:
            self._moments.begin_branch("open", self._ledger.reported)
            self._keep(self._trainer, "start")
        self._tell_standing()

    def _restore(self, order: orders.RestoreOrder, raw: bytes) -> None:
        trainer = Trainer.restore(raw)
        self._bench = Bench(order.drawn, order.revision, self._config, trainer)
        self._ledger = Ledger(order.records, len(trainer.history))
        self._replay = Replay(order, self._bench)

    @property
    def _trainer(self) -> Trainer | None:
        return self._bench.trainer

    @property
    def step(self) -> int:
        """The trainer's step, 0 without one."""
        return self._trainer.step_count if self._trainer else 0

    # -- turns --------------------------------------------------------------------------------------------------------

    def due(self) -> float:
        """When the next turn is wanted, on the monotonic clock; infinity is never."""
        if self._replay is not None or self._edit is not None:
            return -inf
        if self._trainer is None:
            return inf
        if self._showing.wants(self._generation):
            return -inf
        wanted = self._pace.due if self._goal == "run" else inf if self._goal == "none" else -inf
        wanted = min(wanted, self._moments.keeper.due(time.monotonic()))
        return min(wanted, self._ledger.due if self._ledger.waits(self._trainer.history) else inf)

    def work(self) -> None:
        """One turn."""
        if self._replay is not None:
            self._catch_up(self._replay)
        self._take_edit()
        if self._trainer is not None and self._replay is None:
            self._keep_if_wanted(self._trainer)  # what an edit made, before a step follows it
            self._train(self._trainer)
            if self._ledger.due <= time.monotonic():
                self._tell_records(self._trainer)
            self._show(self._trainer)
            self._keep_if_wanted(self._trainer)

    def _train(self, trainer: Trainer) -> None:
        before, began = trainer.step_count, time.thread_time()
        try:
            match self._goal:
                case "run":
                    self._run(trainer)
                case "step":
                    self._step(trainer)
                case "epoch":
                    self._finish_epoch(trainer)
                case "none":
                    return
        except Diverged as error:
            self._rest(trainer, "diverged", error.problems[0])
        if trainer.step_count != before:
            self._generation += 1
            self._moments.keeper.changed = True
            self._meter.note(time.monotonic(), trainer.step_count - before)
            self._advising.trained(trainer, time.thread_time() - began, self._pace)

    def _run(self, trainer: Trainer) -> None:
        now = time.monotonic()
        allowed = self._pace.allowed(now)
        if allowed != 0:
            self._pace.took(self._advance(trainer, now, allowed))
        if trainer.finished:
            self._rest(trainer, "paused", Problem(code="session.stopped_after", params={"epochs": trainer.epoch}))

    def _advance(self, trainer: Trainer, now: float, most: int | None) -> int:
        """A slice of training, or a single step that is looked at."""
        if trainer.finished or not self._trail.is_due(now):
            return trainer.advance(self._config.slice_seconds, most)
        self._trail.step(trainer, now)
        return 1

    def _finish_epoch(self, trainer: Trainer) -> None:
        end = time.monotonic() + self._config.slice_seconds
        while trainer.epoch == self._epoch_begun:
            trainer.step()
            if time.monotonic() >= end:
                break
        if trainer.epoch != self._epoch_begun:
            self._rest(trainer, "paused", None)

    def _step(self, trainer: Trainer) -> None:
        """The step that a person asked for. It is recorded, unless it was as the end of an epoch."""
        records = len(trainer.history)
        self._trail.step(trainer, time.monotonic())
        if asked := len(trainer.history) == records:
            trainer.record()
        self._rest(trainer, "paused", None, recorded=asked)

    def _rest(self, trainer: Trainer, state: State, problem: Problem | None, *, recorded: bool = False) -> None:
        """Training has stopped."""
        self._goal = "none"
        self._state, self._problem = state, problem
        self._meter.clear()
        self._moments.keeper.owe("rest", time.monotonic())
        self._tell_standing(recorded=recorded)
        self._tell_records(trainer)
        self._advising.look(trainer)

    # -- orders -------------------------------------------------------------------------------------------------------

    def obey(self, order: Any, raw: bytes = b"") -> None:
        """Takes an order. While catching up, what belongs after the lost time waits."""
        match order:
            case orders.WatchOrder():
                self._showing.watch(order)
            case orders.LookOrder():
                self._showing.ask(order)
            case orders.SilenceOrder():
                self._advising.silence(order.codes)
            case orders.PaceOrder():
                self._pace = Pace(order.steps_per_second, time.monotonic())
            case _ if self._replay is not None:
                self._waiting.append((order, raw))
            case _:
                self._obey_now(order, raw)

    def _obey_now(self, order: Any, raw: bytes) -> None:
        if isinstance(order, orders.EditOrder):
            self._edit = order  # of several that wait, the newest holds them all
            return
        self._take_edit()
        match order:
            case orders.MoveOrder():
                self._move(order)
            case orders.WeightOrder() | orders.LearnOrder():
                self._by_hand(order)
            case orders.GotoOrder():
                self._go_to(order, raw)
            case orders.ParametersOrder():
                self._reporter.arrays(order.request, self._trainer.parameters() if self._trainer else {})
            case orders.TrailOrder(node=None):
                self._reporter.arrays(order.request, self._trail.curves())
            case orders.TrailOrder(node=str(node), of=of):
                self._reporter.arrays(order.request, {of: self._trail.spread(node, of)})
            case orders.LoadOrder():
                self._load(order, raw)
            case _:
                raise ValueError(f"a runner is told {order!r}")

    def _move(self, order: orders.MoveOrder) -> None:
        try:
            target = after(self._state, order.move)
            if self._trainer is None:
                raise Refused(Problem(code="session.nothing_to_train"))
        except Refused as refused:
            # The server could not know yet. What it is told now puts it right.
            self._moves = order.number
            self._problem = refused.problems[0] if self._state == "idle" else self._problem
            self._tell_standing()
            return
        if order.move == "reset" or order.move == "rewind":
            self._leave(self._trainer, order.move)  # it stands before this move
        self._moves, self._problem = order.number, None
        self._make(order.move, order.unit, target, self._trainer)

    def _make(self, move: Move, unit: Literal["step", "epoch"] | None, target: State, trainer: Trainer) -> None:
        self._tell_records(trainer)
        match move:
            case "play":
                self._goal = "run"
                self._pace.start(time.monotonic())
                self._moments.keeper.start(time.monotonic())
            case "step":
                self._goal = unit or "step"
                self._epoch_begun = trainer.epoch
                return  # it is told when it is done
            case "pause":
                self._goal = "none"
            case "reset":
                trainer.reset()
                self._advising.begin(trainer)
            case "rewind":
                trainer.rewind()
                self._advising.went_back(trainer)
            case "goto":
                raise ValueError("goto is an order of its own")
        self._state = target
        if move != "play":
            self._generation += 1
            self._meter.clear()
            self._keep(trainer, "start" if move != "pause" else "rest" if self._moments.keeper.changed else None)
        self._tell_standing()

    def _go_to(self, order: orders.GotoOrder, raw: bytes) -> None:
        """Stands at a moment, as it was; what is left is kept, and a record of the moment begins a new series."""
        before = self._bench
        if before.trainer is not None:
            self._leave(before.trainer, "goto", order.moment)
        else:
            self._moments.begin_branch("goto", self._ledger.reported, order.moment)
        self._moves = order.number
        trainer = Trainer.restore(raw)
        self._bench = Bench.at(trainer, order.document, order.revision, self._config)
        self._ledger = Ledger(self._ledger.reported, len(trainer.history))
        self._problem = trainer.diverged
        self._state = "diverged" if trainer.diverged else "paused" if trainer.step_count else "idle"
        self._generation += 1
        self._meter.clear()
        if not trains_alike(before.drawn, order.document):
            self._reporter.graph(self._bench)
        if before.drawn.data != order.document.data or before.trainer is None:
            self._reporter.data(self._bench)
        self._keep(trainer, None)
        self._moments.keeper.kept(time.monotonic())
        trainer.record()
        self._tell_standing(recorded=True)
        self._tell_records(trainer)
        self._advising.went_back(trainer)

    def _load(self, order: orders.LoadOrder, raw: bytes) -> None:
        problems: list[Problem] = []
        try:
            if self._trainer is None:
                raise Refused(Problem(code="session.nothing_to_train"))
            self._before_change(self._trainer)
            self._trainer.load_parameters(dict(orders.arrays(order.tensors, raw)))
        except DescentError as error:
            problems = error.problems
        else:
            self._state = "paused" if self._state == "diverged" else self._state
            self._problem = None
            self._advising.went_back(self._trainer)
            self._generation += 1
            self._keep(self._trainer, "change")
            self._tell_standing()
        self._reporter.done(order.request, problems)

    def _by_hand(self, order: orders.HandOrder) -> None:
        if self._trainer is not None and self._trainer.diverged is None:
            self._before_change(self._trainer, alone=isinstance(order, orders.LearnOrder))
            self._generation += 1
        if by_hand(order, self._bench, self._reporter) and self._trainer is not None:
            self._state = "paused" if self._state == "idle" else self._state
            self._tell_standing()
            self._tell_records(self._trainer)

    # -- edits --------------------------------------------------------------------------------------------------------

    def _take_edit(self) -> None:
        if self._edit is None or self._replay is not None:
            return
        order, self._edit = self._edit, None
        before = self._trainer
        fresh = (
            before is not None and not trains_alike(self._bench.drawn, order.document) and self._before_change(before)
        )
        effect = self._bench.draw(order.document, order.revision)
        self._generation += 1
        if effect.is_drawn_anew:
            self._reporter.graph(self._bench)
        if effect.has_new_data:
            self._reporter.data(self._bench)
        self._reporter.applied(self._bench, effect)
        if self._trainer is None:
            return
        if before is None:
            self._ledger = Ledger(self._ledger.reported, 0)
            self._moments.begin_branch("open", self._ledger.reported)
            self._keep(self._trainer, "start")
            self._tell_standing()
        elif effect.is_worth_keeping:
            self._keep(self._trainer, "change" if fresh else None)
        self._advising.edited(self._trainer)

    # -- going on after a crash ---------------------------------------------------------------------------------------

    def _catch_up(self, replay: Replay) -> None:
        assert self._trainer is not None
        if not replay.go_on(self._trainer, self._config.slice_seconds):
            return
        self._replay = None
        self._state, self._problem = replay.standing.state, replay.standing.problem
        self._goal = "run" if self._state == "running" else "none"
        self._pace.start(time.monotonic())
        self._generation += 1
        self._keep(self._trainer, None)
        if not replay.moved:
            self._moments.keeper.kept(time.monotonic())
        self._tell_standing()
        self._advising.went_back(self._trainer)
        while self._waiting and self._replay is None:
            self._obey_now(*self._waiting.popleft())

    # -- reports ------------------------------------------------------------------------------------------------------

    def _tell_standing(self, *, recorded: bool = False) -> None:
        self._reporter.standing(self._moves, self._bench.standing(self._state, self._problem), recorded=recorded)

    def _tell_records(self, trainer: Trainer) -> None:
        if self._ledger.waits(trainer.history):
            first, rows = self._ledger.take(trainer.history, time.monotonic())
            self._reporter.records(first, rows, trainer.step_count)

    def _show(self, trainer: Trainer) -> None:
        if self._showing.wants(self._generation):
            number, frame = self._showing.answer(trainer, self._meter.rate, running=self._state == "running")
            self._reporter.snapshot(number, self._generation, trainer.step_count, frame)

    # -- moments ------------------------------------------------------------------------------------------------------

    def _leave(self, trainer: Trainer, origin: Origin, moment: int | None = None) -> None:
        """Training stops for another moment. What is left can be had back: it is kept, unless it was just now."""
        self._goal = "none"
        if self._moments.keeper.changed:
            self._keep(trainer, "left")
        self._tell_records(trainer)
        self._moments.begin_branch(origin, self._ledger.reported, moment)

    def _before_change(self, trainer: Trainer, *, alone: bool = False) -> bool:
        """What trains is about to change: both sides are worth a moment. Returns whether it is new; `alone` is."""
        fresh = self._moments.edited() or alone
        if fresh and self._moments.keeper.changed:
            self._keep(trainer, "change")
        self._moments.changed(fresh=fresh)
        return fresh

    def _keep_if_wanted(self, trainer: Trainer) -> None:
        if (why := self._moments.wanted(running=self._goal == "run")) is not None:
            self._keep(trainer, why)

    def _keep(self, trainer: Trainer, why: Why | None) -> None:
        """Keeps a checkpoint. What is recorded goes first, so that the checkpoint stands after it."""
        self._tell_records(trainer)
        standing = self._bench.standing(self._state, self._problem)
        self._moments.keep(self._bench, why, self._ledger.reported, self._moves, standing)
