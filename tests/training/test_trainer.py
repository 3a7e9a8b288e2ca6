"""What a trainer counts, records, says and shows."""

from __future__ import annotations

import tracemalloc
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from descent.problems import DescentError, GraphError
from descent.training import rescue
from descent.training.trainer import Trainer
from support.networks import chain, dense, drawing

DIGITS = {"dataset": {"kind": "digits"}}
IRIS = {"dataset": {"kind": "iris"}, "standardise": True}
DIABETES = {"dataset": {"kind": "diabetes"}, "standardise": True}
CROSS = {"kind": "categorical_cross_entropy"}


def test_steps_and_epochs_are_counted_and_recorded() -> None:
    trainer = Trainer(chain(dense(4), batch_size=10))  # 42 points: four batches of 10 and one of 2
    assert (trainer.step_count, trainer.epoch, len(trainer.history)) == (0, 0, 1)
    for _ in range(5):
        assert trainer.epoch == 0
        trainer.step()
    assert (trainer.step_count, trainer.epoch) == (5, 1)
    record = trainer.run(epochs=3)
    assert (record.step, record.epoch) == (20, 4)
    assert [(r.step, r.epoch) for r in trainer.history] == [(0, 0), (5, 1), (10, 2), (15, 3), (20, 4)]


def test_run_completes_epochs_that_were_begun() -> None:
    trainer = Trainer(chain(dense(4)))
    trainer.step()
    assert trainer.run(epochs=1).epoch == 1
    assert trainer.step_count == 5


def test_advance_takes_at_least_one_step_and_at_most_those_asked_for() -> None:
    trainer = Trainer(chain(dense(4)))
    assert trainer.advance(0) == 1
    assert trainer.advance(60, steps=17) == 17
    assert trainer.step_count == 18


def test_advance_stops_after_the_epoch_that_the_document_names() -> None:
    trainer = Trainer(chain(dense(4), stop_after=3))
    assert trainer.advance(60) == 15
    assert trainer.finished
    assert trainer.advance(60) == 0
    trainer.step()
    assert trainer.step_count == 16


def test_an_invalid_network_is_refused_with_its_problems() -> None:
    with pytest.raises(GraphError, match="Draw a wire to it"):
        Trainer(drawing({"input": {"kind": "input"}, "output": {"kind": "output"}}, []))


def test_training_learns() -> None:
    trainer = Trainer(
        chain({"kind": "flatten"}, dense(16, "relu"), data=DIGITS, loss=CROSS, optimizer={"kind": "adam"})
    )
    assert trainer.run(epochs=3).validation_score > 0.8


@pytest.mark.parametrize(
    ("data", "loss"), [(IRIS, "categorical_cross_entropy"), (IRIS, "hinge"), (IRIS, "squared"), (DIABETES, "squared")]
)
def test_scores_are_those_of_scikit_learn(data: dict[str, Any], loss: str, sklearn: ModuleType) -> None:
    trainer = Trainer(chain(dense(8), data=data, loss={"kind": loss}, learning_rate=0.05))
    record, metrics = trainer.run(epochs=5), sklearn.metrics
    for split, score, second in (
        (trainer.data.train, record.train_score, record.train_second),
        (trainer.data.validation, record.validation_score, record.validation_second),
    ):
        said = trainer.decide(np.array(trainer.observe(split.raw)["output"]))
        if data is IRIS:
            assert score == pytest.approx(metrics.accuracy_score(split.y, said))
            assert second == pytest.approx(metrics.balanced_accuracy_score(split.y, said))
            assert np.array_equal(said, trainer.predict(split.raw).argmax(1)) or loss == "hinge"
        else:
            true = trainer.data.decode(split.y)
            assert score == pytest.approx(metrics.r2_score(true, said), abs=1e-5)
            assert second == pytest.approx(metrics.mean_absolute_error(true, said), rel=1e-4)
            assert trainer.predict(split.raw)[:, 0] == pytest.approx(said, rel=1e-5)


@pytest.mark.parametrize("loss", ["squared", "hinge", "binary_cross_entropy", "categorical_cross_entropy"])
def test_shares_of_classes_add_up_to_one(loss: str) -> None:
    for data in ({"dataset": {"kind": "spiral"}}, IRIS):
        trainer = Trainer(chain(dense(8), data=data, loss={"kind": loss}))
        trainer.run(epochs=1)
        shares = trainer.predict(trainer.data.train.raw)
        assert shares.shape == (len(trainer.data.train), len(trainer.data.spec.classes))
        assert shares.sum(1) == pytest.approx(1, abs=1e-6)
        assert ((shares >= 0) & (shares <= 1)).all()


def test_points_of_another_shape_are_refused() -> None:
    trainer = Trainer(chain(dense(4)))
    with pytest.raises(DescentError):
        trainer.predict([[1.0, 2.0, 3.0]])  # type: ignore[arg-type]


def test_a_split_that_is_judged_in_pieces_is_judged_like_one(torch: ModuleType) -> None:
    """Digits have more training points than are judged at once."""
    trainer = Trainer(chain({"kind": "flatten"}, dense(8), data=DIGITS, loss=CROSS))
    record = trainer.run(epochs=1)
    train = trainer.data.train
    probabilities = trainer.predict(train.raw)
    expected = torch.nn.functional.nll_loss(torch.tensor(np.log(probabilities)), torch.tensor(train.y))
    assert record.train_loss == pytest.approx(expected.item(), rel=1e-5)
    assert record.train_score == pytest.approx((probabilities.argmax(1) == train.y).mean())
    trainer = Trainer(chain({"kind": "flatten"}, dense(8), data=DIGITS, loss={"kind": "squared"}))
    said = np.concatenate([np.array(trainer.observe(train.raw[i : i + 500])["output"]) for i in (0, 500, 1000)], axis=1)
    expected_loss = float(np.mean((said - np.eye(10)[:, train.y]) ** 2))
    assert trainer.evaluate().train_loss == pytest.approx(expected_loss, rel=1e-5)


def test_looking_changes_nothing() -> None:
    trainer = Trainer(chain(dense(4), {"kind": "dropout"}, dense(3), optimizer={"kind": "adam"}))
    trainer.advance(60, steps=7)
    before = trainer.checkpoint()
    for points in (3, 50, 3):
        raw = np.ones((points, 2), np.float32)
        trainer.observe(raw)
        trainer.predict(raw)
        trainer.evaluate()
    trainer.last_step("layer1")
    trainer.weights("layer1")
    assert trainer.checkpoint() == before


def test_observing_says_what_each_node_gives() -> None:
    document = chain(dense(4), {"kind": "dropout", "rate": 0.9}, dense(3, "sigmoid"), data={"dataset": {"kind": "xor"}})
    trainer = Trainer(document)
    trainer.run(epochs=2)
    raw = np.random.default_rng(0).uniform(-6, 6, (20, 2)).astype(np.float32)
    seen = {node: np.array(values) for node, values in trainer.observe(raw).items()}
    weights = trainer.parameters()
    first = np.tanh(weights["layer1.weight"] @ raw.T + weights["layer1.bias"][:, None])
    third = 1 / (1 + np.exp(-(weights["layer3.weight"] @ first + weights["layer3.bias"][:, None])))
    assert seen["input"] == pytest.approx(raw.T)
    assert seen["layer1"] == pytest.approx(first, rel=1e-4, abs=1e-6)
    assert np.array_equal(seen["layer2"], seen["layer1"])
    assert seen["layer3"] == pytest.approx(third, rel=1e-4, abs=1e-6)
    assert seen["output"].shape == (1, 20)


def test_images_are_observed_as_their_pixels() -> None:
    trainer = Trainer(chain({"kind": "flatten"}, dense(8), data=DIGITS, loss=CROSS))
    seen = trainer.observe(trainer.data.train.raw[:5])
    assert seen["input"].shape == seen["layer1"].shape == (64, 5)
    assert seen["output"].shape == (10, 5)


def test_the_last_step_can_be_looked_at() -> None:
    trainer = Trainer(chain(dense(4), dense(3), clip={"kind": "norm", "limit": 1e-3}))
    assert trainer.last_step("layer1") is None
    trainer.step()
    last = trainer.last_step("layer1")
    assert last is not None
    assert last.activation.shape == (4, 10)
    assert last.gradient is not None
    assert last.gradient.shape == (4, 10)
    assert {name: view.shape for name, view in last.parameters.items()} == {"weight": (4, 2), "bias": (4,)}
    # Clipping scales all gradients alike: what the optimizer got is what the batch gave, shortened.
    batch = last.gradient.sum(1)
    assert batch / np.linalg.norm(batch) == pytest.approx(
        last.parameters["bias"] / np.linalg.norm(last.parameters["bias"]), rel=1e-4
    )
    whole = [trainer.last_step(node).parameters for node in ("layer1", "layer2", "output")]  # type: ignore[union-attr]
    assert sum(float((view**2).sum()) for part in whole for view in part.values()) == pytest.approx(1e-6, rel=1e-2)
    source = trainer.last_step("input")
    assert source is not None
    assert source.gradient is None


def test_a_step_allocates_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rescue, "LEAST_AGE", 600.0)  # a copy to go back to is made between slices, not by steps
    document = chain(
        {"kind": "flatten"},
        dense(64, "relu"),
        {"kind": "dropout"},
        dense(64),
        data=DIGITS,
        loss=CROSS,
        optimizer={"kind": "adam"},
        l2=0.01,
        clip={"kind": "norm"},
        batch_size=128,
    )
    trainer = Trainer(document)
    trainer.advance(60, steps=3)
    tracemalloc.start()
    trainer.advance(60, steps=3)
    before, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    trainer.advance(60, steps=3)
    after, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # One array between two layers has 33 280 bytes, the parameters 37 000.
    assert peak - before < 8_000
    assert after - before < 1_000


def test_parameters_are_copies_in_pytorchs_layout_and_can_be_put_back() -> None:
    trainer = Trainer(chain(dense(4, bias=False), dense(3)))
    trainer.run(epochs=1)
    taken = trainer.parameters()
    assert {name: array.shape for name, array in taken.items()} == {
        "layer1.weight": (4, 2),
        "layer2.weight": (3, 4),
        "layer2.bias": (3,),
        "output.weight": (1, 3),
        "output.bias": (1,),
    }
    assert all(array.flags.c_contiguous and array.flags.owndata for array in taken.values())
    loss = trainer.evaluate().train_loss
    trainer.run(epochs=3)
    trainer.load_parameters(taken)
    assert trainer.evaluate().train_loss == loss


def test_parameters_that_do_not_fit_are_refused_all_together() -> None:
    trainer = Trainer(chain(dense(4)))
    before = trainer.parameters()
    wrong = {
        "layer1.weight": np.zeros((4, 3)),
        "layer1.bias": np.array([1, 2, 3, np.nan]),
        "output.weight": np.zeros((1, 4)),
        "layer9.weight": np.zeros((1, 4)),
    }
    with pytest.raises(DescentError) as caught:
        trainer.load_parameters(wrong)
    assert [problem.sentence() for problem in caught.value.problems] == [
        (
            "The network has “output.bias”, but it is not among the parameters that came. "
            "Load those of a network that was built alike."
        ),
        (
            "“layer1.weight” has the shape (4, 2) in this network, but (4, 3) came. "
            "Load the parameters of a network that was built alike."
        ),
        "“layer1.bias” holds numbers that are infinite or not numbers. Load parameters that are finite.",
        "“layer9.weight” came, but this network has no such parameter. Load those of a network that was built alike.",
    ]
    assert all(np.array_equal(before[name], array) for name, array in trainer.parameters().items())


def test_reset_goes_back_to_the_weights_of_the_seed() -> None:
    trainer = Trainer(chain(dense(4), {"kind": "dropout"}, optimizer={"kind": "adam"}))
    fresh = trainer.checkpoint()
    trainer.run(epochs=2)
    trainer.step()
    trainer.reset()
    assert (trainer.step_count, trainer.epoch) == (0, 0)
    assert [record.step for record in trainer.history] == [0, 5, 10, 0]
    other = Trainer(trainer.document)
    trainer.run(epochs=2)
    other.run(epochs=2)
    assert all(
        np.array_equal(a, b) for a, b in zip(trainer.parameters().values(), other.parameters().values(), strict=True)
    )
    assert len(fresh) == len(Trainer.restore(fresh).checkpoint())


def test_the_record_says_which_revision_was_in_effect() -> None:
    trainer = Trainer(chain(dense(4)))
    trainer.revision = 7
    assert trainer.run(epochs=1).revision == 7
