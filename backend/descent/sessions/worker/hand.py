"""What a person does to the weights by hand, between two steps: done, and told."""

from typing import TYPE_CHECKING

from descent.problems import DescentError, Problem
from descent.sessions.orders import HandOrder, LearnOrder, WeightOrder
from descent.sessions.worker.bench import Bench
from descent.sessions.worker.reporter import Reporter

if TYPE_CHECKING:
    from descent.training.trainer import Trainer


def by_hand(order: HandOrder, bench: Bench, reporter: Reporter) -> bool:
    """After a divergence nothing happens. Returns whether a step was made."""
    trainer = bench.trainer if bench.trainer and bench.trainer.diverged is None else None
    if isinstance(order, LearnOrder):
        return _learn(order, trainer, bench, reporter)
    reporter.weight(bench, order, _set_weight(order, trainer))
    return False


def _set_weight(order: WeightOrder, trainer: "Trainer | None") -> float | None:
    place = order.place
    return trainer.set_weight(place.node, place.unit, place.input, order.value) if trainer else None


def _learn(order: LearnOrder, trainer: "Trainer | None", bench: Bench, reporter: Reporter) -> bool:
    step = bench.trainer.step_count if bench.trainer else 0
    losses, note = None, Problem(code="session.not_learned", params={"number": order.index + 1})
    try:
        losses = trainer.learn(order.index) if trainer else None
    except DescentError as error:
        note = error.problems[0]
    reporter.learned(bench, order, step, losses, None if losses else note)
    return losses is not None
