"""Every example is trained until it keeps its promise, on three training seeds."""

import pytest

from descent.document import Change, change
from descent.examples import Promise, examples
from descent.problems import Diverged
from descent.training.history import Record
from descent.training.trainer import Trainer

SEEDS = (0, 1, 2)


def trainer_of(name: str, seed: int) -> Trainer:
    return Trainer(change(examples()[name].document, [Change(path=["training", "seed"], value=seed)]))


def is_kept(promise: Promise, record: Record) -> bool:
    """Whether the scores after the promised epochs are within the promise's margin."""
    if promise.outcome == "reaches":
        return record.validation_score >= promise.score - promise.margin
    if promise.outcome == "stays_below":
        return record.validation_score <= promise.score + promise.margin
    return record.train_score - record.validation_score >= promise.score - promise.margin


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", [name for name, one in examples().items() if one.promise.outcome != "diverges"])
def test_an_example_keeps_its_promise(name: str, seed: int) -> None:
    promise = examples()[name].promise
    record = trainer_of(name, seed).run(epochs=promise.epochs)
    assert is_kept(promise, record), (
        f"{name} promises: {promise.sentence()} (margin {promise.margin}). With the training seed {seed}: training "
        f"{record.train_score:.3f}, validation {record.validation_score:.3f}"
    )


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", [name for name, one in examples().items() if one.promise.outcome == "diverges"])
def test_an_example_that_is_to_diverge_does(name: str, seed: int) -> None:
    with pytest.raises(Diverged):
        trainer_of(name, seed).run(epochs=examples()[name].promise.epochs)


@pytest.mark.parametrize(
    ("outcome", "train", "validation", "kept"),
    [
        ("reaches", 1.0, 0.88, True),
        ("reaches", 1.0, 0.86, False),
        ("stays_below", 1.0, 0.92, True),
        ("stays_below", 1.0, 0.94, False),
        ("overfits", 1.0, 0.10, True),
        ("overfits", 0.9, 0.10, False),
    ],
)
def test_a_promise_is_judged_by_its_outcome(outcome: str, train: float, validation: float, kept: bool) -> None:
    promise = Promise.model_validate({"outcome": outcome, "score": 0.9, "margin": 0.03, "epochs": 1})
    scores = {"train_score": train, "validation_score": validation}
    record = type("Scores", (), scores)
    assert is_kept(promise, record) == kept  # type: ignore[arg-type]


def test_a_network_that_has_not_learned_breaks_its_promise() -> None:
    """The judge can say no: after one epoch the spirals are not learned."""
    record = trainer_of("spiral", 0).run(epochs=1)
    assert not is_kept(examples()["spiral"].promise, record)
