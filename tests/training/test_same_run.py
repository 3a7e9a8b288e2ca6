"""Same document, same seeds, same log of changes: the same parameters bit for bit, however it came about."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from descent.document import Change, Document, change
from descent.problems import DescentError
from descent.training.checkpoint import MAGIC, pack, unpack
from descent.training.trainer import Trainer
from support.cases import at_most
from support.networks import chain, dense

STEPS = 23

DOCUMENT = chain(
    dense(6),
    {"kind": "dropout", "rate": 0.3},
    dense(4, "relu"),
    optimizer={"kind": "adam"},
    schedule={"kind": "cosine", "epochs": 5},
    l2=0.001,
    batch_size=8,  # 42 points: five whole batches and one of two
)


def vector(trainer: Trainer) -> bytes:
    return b"".join(array.tobytes() for array in trainer.parameters().values())


def straight(document: Document = DOCUMENT, steps: int = STEPS) -> Trainer:
    trainer = Trainer(document)
    trainer.advance(600, steps=steps)
    return trainer


EXPECTED = vector(straight())

LOOKS = st.sampled_from(["step", "slice", "clock", "observe", "predict", "evaluate", "save", "guard"])


@settings(max_examples=at_most(25), deadline=None, derandomize=True)
@given(st.lists(st.tuples(LOOKS, st.integers(1, 9)), max_size=12))
def test_slicing_looking_and_saving_change_nothing(actions: list[tuple[str, int]]) -> None:
    trainer = Trainer(DOCUMENT)
    raw = np.random.default_rng(0).standard_normal((7, 2)).astype(np.float32)
    for action, size in actions:
        left = STEPS - trainer.step_count
        if action == "step" and left:
            trainer.step()
        elif action == "slice" and left:
            trainer.advance(600, steps=min(size, left))
        elif action == "clock" and left:
            trainer.advance(0)
        elif action == "observe":
            trainer.observe(raw[:size])
        elif action == "predict":
            trainer.predict(raw)
        elif action == "evaluate":
            trainer.record()
        elif action == "save":
            trainer = Trainer.restore(trainer.checkpoint())
    if left := STEPS - trainer.step_count:
        trainer.advance(600, steps=left)
    assert vector(trainer) == EXPECTED


@pytest.mark.parametrize("steps", range(15))
def test_a_checkpoint_is_whole_wherever_it_is_taken(steps: int) -> None:
    trainer = straight(steps=steps) if steps else Trainer(DOCUMENT)
    data = trainer.checkpoint()
    again = Trainer.restore(data)
    assert again.checkpoint() == data
    assert (again.step_count, again.epoch, again.time) == (trainer.step_count, trainer.epoch, trainer.time)
    assert again.evaluate() == trainer.evaluate(), "with the rate and the gradient of the last step"
    trainer.advance(600, steps=9)
    again.advance(600, steps=9)
    assert again.checkpoint() == trainer.checkpoint()


@pytest.mark.parametrize("kind", ["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw"])
def test_every_optimizers_memory_is_in_the_checkpoint(kind: str) -> None:
    trainer = straight(chain(dense(4), optimizer={"kind": kind}), 7)
    again = Trainer.restore(trainer.checkpoint())
    trainer.advance(600, steps=5)
    again.advance(600, steps=5)
    assert vector(trainer) == vector(again)


CHANGES: list[tuple[str, Any]] = [
    ("training.learning_rate", 0.2),
    ("training.batch_size", 11),
    ("training.optimizer", {"kind": "momentum"}),
    ("network.nodes.1.layer.units", 9),
    ("training.l1", 0.01),
    ("network.nodes.1.layer.units", 3),
    ("data.dataset.points", 50),
    ("training.loss", {"kind": "hinge"}),
    ("network.nodes.1.layer.units", 9),
]


def edited(trainer: Trainer, number: int) -> None:
    path, value = CHANGES[number]
    keys = [int(key) if key.isdigit() else key for key in path.split(".")]
    trainer.apply(change(trainer.document, [Change(path=keys, value=value)]))


def test_the_same_log_of_changes_gives_the_same_run_also_through_checkpoints() -> None:
    one, other = Trainer(DOCUMENT), Trainer(DOCUMENT)
    for number in range(len(CHANGES)):
        one.advance(600, steps=7)
        edited(one, number)
        for _ in range(7):
            other.step()
        edited(other, number)
        other = Trainer.restore(other.checkpoint())
    one.advance(600, steps=7)
    other.advance(600, steps=7)
    assert vector(one) == vector(other)
    assert one.document == other.document


def test_another_seed_is_another_run() -> None:
    document = DOCUMENT.model_copy(update={"training": DOCUMENT.training.model_copy(update={"seed": 1})})
    assert vector(straight(document)) != EXPECTED


def test_more_dropout_does_not_reorder_the_points() -> None:
    """Separate streams: with a learning rate of nothing, only the order could differ."""
    orders = []
    for rate in (0.1, 0.8):
        trainer = straight(chain(dense(4), {"kind": "dropout", "rate": rate}, learning_rate=1e-6), 3)
        last = trainer.last_step("input")
        assert last is not None
        orders.append(np.array(last.activation))
    assert np.array_equal(*orders)


# ---- bytes that are no checkpoint ----


def test_bytes_that_are_no_checkpoint_are_refused_in_words() -> None:
    data = straight(steps=3).checkpoint()
    header, arrays = unpack(data)
    broken = {
        "nothing": b"",
        "another file": b"PK\x03\x04" + data[4:],
        "cut off": data[:-5],
        "too long": data + b"\0",
        "cut off in the header": data[:40],
        "a claim of a huge array": pack(header, arrays).replace(b'"shape": [', b'"shape": [999999999, ', 1),
        "no header": MAGIC + (2).to_bytes(4, "little") + b"[]",
        "an object": MAGIC + (40).to_bytes(4, "little") + b'{"arrays": [{"name": "a", "dtype": "O"}]}',
        "another network": pack({**header, "document": chain(dense(9)).model_dump(mode="json")}, arrays),
        "a document that is none": pack({**header, "document": {}}, arrays),
        "without a document": pack({key: value for key, value in header.items() if key != "document"}, arrays),
    }
    for what, wrong in broken.items():
        with pytest.raises(DescentError) as caught:
            Trainer.restore(wrong)
        assert str(caught.value), what
