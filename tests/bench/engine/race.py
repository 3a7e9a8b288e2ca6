"""Sixteen small networks that differ in seed and learning rate: in one plan, and one after another."""

from __future__ import annotations

from math import inf
from time import process_time
from typing import Final

from bench.engine.cases import CASES, RATE, Case, Solver
from bench.engine.ours import document_of
from descent.document import Change, Document, change
from descent.training.race import Race
from descent.training.trainer import Trainer

RUNS: Final = 16
TURNS: Final = 5
STEPS: Final = 400
POINTS: Final = 5000
RACES: Final = CASES[:2]


def documents(case: Case, solver: Solver) -> list[Document]:
    """Runs on so many points that judging them after every epoch, which a race does not, takes next to no time."""
    document = document_of(case, solver)
    document = change(document, [Change(path=["data", "dataset", "points"], value=POINTS)])
    return [
        change(
            document,
            [
                Change(path=["training", "seed"], value=run),
                Change(path=["training", "learning_rate"], value=RATE[solver] * (1 + run / RUNS)),
            ],
        )
        for run in range(RUNS)
    ]


def race_row(case: Case, solver: Solver) -> str:
    """The best of several turns in processor time; both begin alike, and must end with the same loss."""
    runs = documents(case, solver)
    race, trainers = Race(runs), [Trainer(one) for one in runs]
    single = together = inf
    for _ in range(TURNS):
        began = process_time()
        for _ in range(STEPS):
            race.step()
        together = min(together, process_time() - began)
        began = process_time()
        for trainer in trainers:
            trainer.advance(inf, steps=STEPS)
        single = min(single, process_time() - began)
    for standing, trainer in zip(race.evaluate(), trainers, strict=True):
        assert standing.train_loss == trainer.evaluate().train_loss, case.label
    one, many = single / STEPS * 1e6, together / STEPS * 1e6
    return f"| {case.label}, {solver} | {one:,.0f} | {many:,.0f} | {one / many:.1f}× |"
