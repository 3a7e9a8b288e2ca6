"""The coach watches without a trace, within its share of the time, and forgets what an edit has made untrue."""

from __future__ import annotations

import numpy as np
import pytest

from coach.runs import edited
from descent.coach import coach as module
from descent.coach.coach import COST_SHARE, Coach
from descent.document import Document
from descent.examples import load_example
from descent.training.trainer import Trainer
from support.networks import chain, dense

DROPOUT = {"kind": "dropout", "rate": 0.3}


def watch(trainer: Trainer, epochs: int) -> Coach:
    coach = Coach()
    coach.changed(trainer)
    for _ in range(epochs):
        trainer.run(epochs=1)
        coach.look(trainer)
    return coach


@pytest.mark.parametrize(
    "document",
    [
        load_example("spiral"),
        chain(dense(8, "relu"), DROPOUT, dense(8), learning_rate=0.1, batch_size=7, optimizer={"kind": "adam"}),
    ],
    ids=["spiral", "dropout"],
)
def test_a_watched_training_is_the_same_bit_for_bit(document: Document) -> None:
    alone, watched = Trainer(document), Trainer(document)
    coach = Coach()
    for _ in range(60):
        for trainer in (alone, watched):
            trainer.advance(10.0, steps=7)
        coach.look(watched)
    assert watched.checkpoint() == alone.checkpoint()
    assert list(watched.history) == list(alone.history)


def test_it_costs_a_hundredth_of_the_time_of_training(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a look took of the processor has to be trained for a hundred times over, then it may look again."""
    took = iter([3.0, 3.0 + 0.02])
    monkeypatch.setattr(module, "thread_time", lambda: next(took))
    trainer, coach = Trainer(load_example("spiral")), Coach()
    coach.look(trainer)
    monkeypatch.setattr(module, "LEAST_SECONDS", 0.0)
    for _ in range(19):
        coach.trained(0.02 / COST_SHARE / 20)
        assert not coach.is_due(paced=False)
    coach.trained(0.02 / COST_SHARE / 19)
    assert coach.is_due(paced=False)


def test_what_it_says_goes_with_the_edit_that_its_remedy_makes() -> None:
    document = edited(load_example("breast_cancer"), data__standardise=False)
    trainer = Trainer(document)
    coach = watch(trainer, 4)
    assert coach.shown is not None
    assert coach.shown.code == "unscaled_inputs"
    trainer.apply(edited(document, data__standardise=True))
    coach.changed(trainer)
    assert coach.shown is None


def test_it_stays_through_an_edit_of_something_else_while_its_cause_is_there() -> None:
    document = edited(load_example("breast_cancer"), data__standardise=False)
    trainer = Trainer(document)
    coach = watch(trainer, 4)
    shown = coach.shown
    trainer.apply(edited(document, training__l1=1e-5))
    coach.changed(trainer)
    assert coach.shown is shown
    for _ in range(10):
        trainer.run(epochs=1)
        coach.look(trainer)
    assert coach.shown is not None
    assert coach.shown.code == "unscaled_inputs"


def test_records_of_other_settings_are_not_held_against_new_ones() -> None:
    document = edited(load_example("hills"), training__learning_rate=0.3)
    trainer = Trainer(document)
    coach = watch(trainer, 40)
    assert coach.shown is not None
    assert coach.shown.code == "rate_too_high"
    trainer.apply(edited(document, training__learning_rate=0.003))
    trainer.reset()
    coach.changed(trainer)
    assert coach.shown is None
    for _ in range(40):
        trainer.run(epochs=1)
        coach.look(trainer)
    assert coach.shown is None


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("silenced", ["first", "last"])
def test_a_rate_that_breaks_a_network_with_a_silent_layer_is_named_at_once(silenced: str, seed: int) -> None:
    """Neither what was seen before an edit nor the standstill that the silence itself brings stands in its way."""
    silence = {"network__nodes__1__held__silent": True}
    rate = {"training__learning_rate": 3.2}
    trainer = Trainer(edited(load_example("spiral"), training__seed=seed))
    coach = watch(trainer, 60)
    assert coach.shown is None
    for change, said in (
        ((silence, None), (rate, "rate")) if silenced == "first" else ((rate, "rate"), (silence, "rate"))
    ):
        trainer.apply(edited(trainer.document, **change))
        coach.changed(trainer)
        for _ in range(60):
            trainer.run(epochs=1)
            coach.look(trainer)
        assert (coach.shown and coach.shown.code) == (said and "rate_too_high")


def test_looks_before_an_edit_do_not_count_after_it() -> None:
    document = edited(load_example("breast_cancer"), data__standardise=False)
    trainer = Trainer(document)
    coach = watch(trainer, 1)
    assert coach.shown is None, "one look at which it holds is not enough"
    trainer.apply(edited(document, network__nodes__1__held__frozen=True))
    coach.changed(trainer)
    for shown in (None, None, "unscaled_inputs"):
        trainer.run(epochs=1)
        coach.look(trainer)
        assert (coach.shown and coach.shown.code) == shown


def test_a_divergence_is_said_at_once_and_forgotten_on_the_way_back() -> None:
    trainer = Trainer(load_example("rate_too_large"))
    coach = Coach()
    with pytest.raises(Exception, match="infinite"):
        trainer.run(epochs=10)
    coach.look(trainer)
    assert coach.shown is not None
    assert (coach.shown.code, coach.shown.severity) == ("diverged", "error")
    trainer.rewind()
    coach.went_back(trainer)
    assert coach.shown is None
    coach.look(trainer)
    assert coach.shown is None


def test_before_the_first_epoch_it_says_nothing() -> None:
    trainer = Trainer(edited(load_example("breast_cancer"), data__standardise=False))
    coach = Coach()
    for _ in range(5):
        trainer.step()
        coach.look(trainer)
    assert coach.shown is None
    assert np.isfinite(trainer.history[-1].train_loss)
