"""Runs that were made sick on purpose, one list for each rule, and what happens to them with and without the remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from descent.coach.case import Case
from descent.coach.examiner import Examiner
from descent.coach.finding import Finding, Remedy
from descent.coach.records import Notebook
from descent.coach.remedies import placed
from descent.coach.rule import Rule, findings
from descent.document import Change, Document, change
from descent.examples import load_example
from descent.problems import Diverged
from descent.training.trainer import Trainer
from support.networks import chain, dense

CLASSES: Mapping[str, Any] = {"loss": {"kind": "binary_cross_entropy"}}
ADAM: Mapping[str, Any] = {"optimizer": {"kind": "adam"}}


def edited(document: Document, **changes: Any) -> Document:
    """With other settings, their paths written with two underscores: `training__l2=0.1`."""
    paths = {name.replace("__", "."): value for name, value in changes.items()}
    steps = ([int(step) if step.isdigit() else step for step in path.split(".")] for path in paths)
    return change(document, [Change(path=path, value=value) for path, value in zip(steps, paths.values(), strict=True)])


def data(kind: str, **settings: Any) -> Mapping[str, Any]:
    return {"dataset": {"kind": kind, **settings}}


def normal(deviation: float) -> Mapping[str, Any]:
    return {"weight_init": {"kind": "normal", "deviation": deviation}}


@dataclass(frozen=True)
class Sick:
    """A run in which a rule must fire within so many epochs, and how it is judged `more` epochs after the remedy.

    `measure` is of the last epochs: smaller is better.
    """

    document: Callable[[], Document]
    within: int
    more: int
    words: str = ""
    better: float = 0.95
    measure: Literal["validation_loss", "train_loss", "balanced_error"] = "validation_loss"
    seeds: tuple[int, ...] = field(default=(0, 1, 2))


SICK: Mapping[str, list[Sick]] = {
    "diverged": [
        Sick(lambda: load_example("rate_too_large"), 5, 20),
        Sick(lambda: chain(dense(16), dense(16), data=data("hills"), learning_rate=0.5), 5, 20),
        Sick(lambda: chain(*[dense(16, "relu", **normal(1.0))] * 5, data=data("hills"), learning_rate=0.001), 5, 20),
    ],
    "rate_too_high": [
        Sick(lambda: edited(load_example("spiral"), training__learning_rate=0.1), 30, 60),
        Sick(lambda: edited(load_example("hills"), training__learning_rate=0.3), 30, 40),
        Sick(lambda: edited(load_example("rings"), training__learning_rate=0.3), 30, 40),
        Sick(
            lambda: edited(load_example("spiral"), training__learning_rate=3.2, network__nodes__1__held__silent=True),
            30,
            40,
        ),
    ],
    "rate_too_low": [
        Sick(lambda: edited(load_example("digits"), training__learning_rate=1e-5), 25, 15),
        Sick(lambda: edited(load_example("diabetes"), training__learning_rate=1e-5), 25, 40),
        Sick(lambda: chain(dense(16), dense(16), data=data("hills"), learning_rate=1e-4, batch_size=10), 40, 60),
    ],
    "plateau": [
        Sick(lambda: chain(dense(16), dense(16), data=data("hills", noise=0.05), learning_rate=0.05, **ADAM), 120, 60),
        Sick(
            lambda: chain(*[dense(8, **normal(0.05))] * 6, data=data("circle"), learning_rate=0.03, **CLASSES),
            60,
            60,
            words="coach.plateau_still",
        ),
    ],
    "overfitting": [Sick(lambda: load_example("overfitting"), 60, 80)],
    "underfitting": [
        Sick(lambda: load_example("too_small"), 60, 300, words="coach.underfitting_small"),
        Sick(
            lambda: edited(load_example("xor"), network__nodes__1__layer__activation="linear"),
            60,
            40,
            words="coach.underfitting_linear",
        ),
        Sick(
            lambda: chain(data=data("circle"), learning_rate=0.03, **CLASSES, **ADAM),
            60,
            40,
            words="coach.underfitting_none",
        ),
        Sick(lambda: edited(load_example("spiral"), training__l2=0.3), 60, 200, words="coach.underfitting_penalty"),
    ],
    "dead_relus": [
        Sick(
            lambda: chain(
                dense(8, "relu", bias_init={"kind": "constant", "value": -8.0}),
                data=data("circle"),
                learning_rate=0.01,
                **CLASSES,
                **ADAM,
            ),
            3,
            40,
        ),
        Sick(lambda: edited(load_example("digits"), training__learning_rate=0.1), 3, 10),
    ],
    "saturated": [
        Sick(
            lambda: chain(*[dense(8, **normal(6.0))] * 2, data=data("spiral"), learning_rate=0.01, **CLASSES, **ADAM),
            20,
            100,
        )
    ],
    "vanishing": [
        Sick(lambda: chain(*[dense(8, "sigmoid")] * 6, data=data("circle"), learning_rate=0.03, **CLASSES), 20, 60)
    ],
    "exploding": [
        Sick(
            lambda: chain(*[dense(16, "relu", **normal(0.8))] * 5, data=data("ripple"), learning_rate=0.01, **ADAM),
            10,
            60,
        ),
        Sick(lambda: chain(*[dense(16, "relu", **normal(0.7))] * 4, data=data("hills"), learning_rate=1e-4), 10, 60),
    ],
    "unscaled_inputs": [
        Sick(
            lambda: chain(
                dense(8), data=data("wine"), learning_rate=0.01, loss={"kind": "categorical_cross_entropy"}, **ADAM
            ),
            3,
            30,
        ),
        Sick(lambda: chain(dense(8, "relu"), data=data("diabetes"), learning_rate=0.01, **ADAM), 3, 30),
    ],
    "class_imbalance": [
        Sick(
            lambda: chain(
                dense(4),
                data=data("gaussians", share=0.06, spread=2.0, points=1000),
                learning_rate=0.01,
                **CLASSES,
                **ADAM,
            ),
            10,
            30,
            measure="balanced_error",
        )
    ],
    "batch_too_large": [
        Sick(lambda: edited(load_example("spiral"), training__batch_size=4096), 25, 100),
        Sick(lambda: edited(load_example("circle"), training__batch_size=4096), 30, 40),
    ],
    "batch_too_small": [
        Sick(lambda: chain(dense(16), data=data("hills", noise=0.5), learning_rate=0.05, batch_size=1), 40, 40),
        Sick(lambda: edited(load_example("hills"), training__batch_size=1), 40, 40),
    ],
    "network_too_large": [
        Sick(
            lambda: chain(
                dense(256, "relu"),
                dense(256, "relu"),
                data=data("moons", points=60, noise=0.5),
                learning_rate=0.003,
                **CLASSES,
                **ADAM,
            ),
            15,
            100,
        )
    ],
}


@dataclass
class Watched:
    """A trainer and whoever watches it."""

    trainer: Trainer
    notebook: Notebook = field(default_factory=Notebook)
    examiner: Examiner = field(default_factory=Examiner)

    def case(self) -> Case:
        self.notebook.follow(self.trainer.history)
        return self.examiner.case(self.trainer, self.notebook.records)

    def epochs(self, most: int) -> Iterator[Case]:
        """A case after each epoch; the last one after it diverged."""
        for _ in range(most):
            try:
                self.trainer.run(epochs=1)
            except Diverged:
                yield self.case()
                return
            yield self.case()


def watched(document: Document, seed: int) -> Watched:
    return Watched(Trainer(edited(document, training__seed=seed)))


def first(code: str, run: Watched, within: int, words: str = "") -> tuple[int, Finding] | None:
    """The first epoch in which a rule fires, and what it says; None when it stays silent."""
    for epoch, case in enumerate(run.epochs(within), 1):
        found = Rule.kinds[code]().examine(case)
        if found is not None and words in {"", found.words}:
            return epoch, found
    return None


def treated(trainer: Trainer, remedy: Remedy) -> Trainer:
    """A copy of a training to which a remedy was applied as the page does it."""
    copy = Trainer.restore(trainer.checkpoint())
    if remedy.command == "rewind":
        copy.rewind()
    copy.apply(change(copy.document, placed(copy.document, remedy.changes)))
    if remedy.command == "reset":
        copy.reset()
    return copy


def outcome(trainer: Trainer, epochs: int, measure: str) -> float:
    """The measure, as a mean over the last five epochs; infinite where it diverged."""
    try:
        trainer.run(epochs=epochs)
    except Diverged:
        return float("inf")
    records = list(trainer.history)[-5:]
    if measure == "balanced_error":
        return float(np.mean([1 - record.validation_second for record in records]))
    return float(np.mean([getattr(record, measure) for record in records]))


def codes(case: Case) -> set[str]:
    return {found.code for found in findings(case)}
