"""Changing a training between two steps."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np
import pytest

from descent.document import Change, Document, change
from descent.problems import GraphError
from descent.training.trainer import Trainer
from support.networks import chain, dense, drawing

MLP = chain(dense(4), dense(3))


def edit(document: Document, **places: Any) -> Document:
    """A document with values at paths written with __ between the keys."""
    return change(
        document,
        [
            Change(path=[int(key) if key.isdigit() else key for key in place.split("__")], value=value)
            for place, value in places.items()
        ],
    )


def trained(document: Document = MLP, steps: int = 7) -> Trainer:
    trainer = Trainer(document)
    trainer.advance(600, steps=steps)
    return trainer


SETTINGS: dict[str, dict[str, Any]] = {
    "learning rate": {"training__learning_rate": 0.3},
    "optimizer": {"training__optimizer": {"kind": "adam"}},
    "momentum": {"training__optimizer": {"kind": "momentum", "momentum": 0.5}},
    "schedule": {"training__schedule": {"kind": "exponential", "decay": 0.5}},
    "loss": {"training__loss": {"kind": "absolute"}},
    "batch size": {"training__batch_size": 3},
    "l1": {"training__l1": 0.1},
    "l2": {"training__l2": 0.1},
    "clip": {"training__clip": {"kind": "value", "limit": 1e-3}},
}


@pytest.mark.parametrize("places", SETTINGS.values(), ids=SETTINGS)
def test_every_setting_of_training_can_change_without_losing_the_weights(places: dict[str, Any]) -> None:
    trainer, other = trained(), trained()
    before = trainer.parameters()
    applied = trainer.apply(edit(MLP, **places))
    assert all(np.array_equal(before[name], array) for name, array in trainer.parameters().items())
    assert not applied.kept
    assert not applied.fresh
    assert trainer.step_count == 7
    # And it is in effect from the next step on.
    trainer.advance(600, steps=3)
    other.advance(600, steps=3)
    assert any(not np.array_equal(other.parameters()[name], array) for name, array in trainer.parameters().items())


def test_the_learning_rate_is_that_of_the_very_next_step() -> None:
    trainer, other = trained(), trained()
    trainer.apply(edit(MLP, training__learning_rate=0.06))  # it was 0.03
    before = trainer.parameters()
    trainer.step()
    other.step()
    for name, start in before.items():
        assert trainer.parameters()[name] - start == pytest.approx(
            2 * (other.parameters()[name] - start), rel=1e-3, abs=1e-6
        )


def test_a_new_optimizer_begins_afresh_and_says_so_but_a_new_momentum_does_not() -> None:
    trainer = trained(edit(MLP, training__optimizer={"kind": "momentum"}))
    (note,) = trainer.apply(edit(MLP, training__optimizer={"kind": "adam"})).notes
    assert note.sentence() == "Adam begins without a memory of earlier gradients. The weights stay."
    assert not trainer.apply(edit(MLP, training__optimizer={"kind": "adam", "beta1": 0.5})).notes


@pytest.mark.parametrize(
    ("first", "second", "kind", "options"),
    [
        ({"beta1": 0.9}, {"beta1": 0.5, "beta2": 0.9}, "Adam", {"betas": (0.5, 0.9)}),
        ({"decay": 0.99}, {"decay": 0.8, "epsilon": 0.01}, "RMSprop", {"alpha": 0.8, "eps": 0.01}),
        ({"momentum": 0.9}, {"momentum": 0.2}, "SGD", {"momentum": 0.2}),
        ({"beta1": 0.9}, {"beta1": 0.5, "beta2": 0.9}, "Adamax", {"betas": (0.5, 0.9)}),
        ({"beta2": 0.999}, {"beta2": 0.9}, "NAdam", {"betas": (0.9, 0.9)}),
    ],
    ids=["adam", "rmsprop", "momentum", "adamax", "nadam"],
)
def test_what_an_optimizer_remembers_means_the_same_after_its_settings_change(
    first: dict[str, Any], second: dict[str, Any], kind: str, options: dict[str, Any], torch: ModuleType
) -> None:
    """As in PyTorch, whose moments stay as they are when the settings of a group are written to."""
    name = {"SGD": "momentum"}.get(kind, kind.lower())
    document = chain(data={"dataset": {"kind": "plane", "points": 60}}, batch_size=4096)
    document = edit(document, training__optimizer={"kind": name, **first}, training__learning_rate=0.01)
    trainer = Trainer(document)
    theirs = {name: torch.tensor(array, requires_grad=True) for name, array in trainer.parameters().items()}
    memory = {"momentum": 0.9} if name == "momentum" else {}
    optimizer = getattr(torch.optim, kind)(theirs.values(), lr=0.01, **memory)
    x, y = torch.tensor(trainer.data.train.x), torch.tensor(trainer.data.train.y)
    for step in range(12):
        if step == 6:
            trainer.apply(edit(document, training__optimizer={"kind": name, **second}))
            optimizer.param_groups[0].update(options)
        trainer.step()
        optimizer.zero_grad()
        said = torch.nn.functional.linear(x, theirs["output.weight"], theirs["output.bias"])[:, 0]
        torch.nn.functional.mse_loss(said, y).backward()
        optimizer.step()
    for name, array in trainer.parameters().items():
        assert array == pytest.approx(theirs[name].detach().numpy(), rel=1e-4, abs=1e-6)


def test_a_schedule_begins_its_clock_when_it_is_chosen() -> None:
    trainer = trained(steps=50)  # ten epochs
    trainer.apply(edit(MLP, training__schedule={"kind": "cosine", "epochs": 10}))
    assert trainer.run(epochs=5).learning_rate == pytest.approx(0.03 * 0.5, rel=0.2)
    assert trainer.run(epochs=5).learning_rate < 0.002


def test_a_smaller_batch_takes_the_rest_of_the_epoch_in_smaller_steps() -> None:
    trainer = trained(steps=2)  # 20 of 42 points
    trainer.apply(edit(MLP, training__batch_size=2))
    assert trainer.run(epochs=1).step == 2 + 11
    assert trainer.run(epochs=1).step == 13 + 21


def test_a_wider_layer_keeps_its_learned_weights() -> None:
    trainer = trained()
    before = trainer.parameters()
    applied = trainer.apply(edit(MLP, network__nodes__1__layer__units=6))
    after = trainer.parameters()
    assert np.array_equal(after["layer1.weight"][:4], before["layer1.weight"])
    assert np.array_equal(after["layer1.bias"][:4], before["layer1.bias"])
    assert np.array_equal(after["layer1.weight"][4:], before["layer1.weight"][:2])
    assert np.array_equal(after["layer2.weight"][:, 2:4], before["layer2.weight"][:, 2:])
    assert after["layer2.weight"][:, :2] == pytest.approx(0.7 * before["layer2.weight"][:, :2])
    assert after["layer2.weight"][:, 4:] == pytest.approx(0.3 * before["layer2.weight"][:, :2])
    assert np.array_equal(after["output.weight"], before["output.weight"])
    assert set(applied.kept) == set(after)
    assert set(applied.resized) == {"layer1.weight", "layer1.bias"}
    assert (applied.fresh, applied.grown, applied.split) == ((), (), ("layer1",))
    trainer.step()


def test_what_the_optimizer_remembers_goes_along_with_the_weights() -> None:
    """A layer that hands on what it gets changes nothing: the others go on as without it, Adam's memory too."""
    document = edit(chain(dense(4, "relu"), dense(3)), training__optimizer={"kind": "adam"})
    trainer, other = trained(document), trained(document)
    layers = {
        "input": {"kind": "input"},
        "layer1": dense(4, "relu"),
        "between": dense(4, "linear"),
        "layer2": dense(3),
        "output": {"kind": "output"},
    }
    wires = ["input layer1", "layer1 between", "between layer2", "layer2 output"]
    trainer.apply(drawing(layers, wires, optimizer={"kind": "adam"}))
    trainer.step()
    other.step()
    for name, array in other.parameters().items():
        assert trainer.parameters()[name] == pytest.approx(array, rel=1e-5, abs=1e-6), name


def test_a_layer_that_is_put_in_between_begins_afresh_and_the_others_stay() -> None:
    trainer = trained()
    before = trainer.parameters()
    layers = {
        "input": {"kind": "input"},
        "layer1": dense(4),
        "between": dense(4),
        "layer2": dense(3),
        "output": {"kind": "output"},
    }
    applied = trainer.apply(drawing(layers, ["input layer1", "layer1 between", "between layer2", "layer2 output"]))
    assert applied.fresh == ("between.weight", "between.bias")
    assert set(applied.kept) == set(before)
    assert all(np.array_equal(before[name], trainer.parameters()[name]) for name in before)
    assert trainer.step_count == 7


def test_undoing_a_deletion_brings_back_the_weights() -> None:
    trainer = trained()
    before = trainer.parameters()
    trainer.apply(chain(dense(4)))
    trainer.apply(MLP)
    assert np.array_equal(trainer.parameters()["layer2.weight"], before["layer2.weight"])
    trainer.apply(edit(MLP, network__nodes__1__layer__units=2))
    applied = trainer.apply(MLP)
    assert all(np.array_equal(before[name], array) for name, array in trainer.parameters().items())
    assert applied.fresh == ()


def test_weights_follow_their_column_when_features_come_and_go() -> None:
    document = chain(dense(4), data={"dataset": {"kind": "spiral"}, "features": ["x1", "x2"]})
    trainer = trained(document)
    before = trainer.parameters()["layer1.weight"]
    trainer.apply(edit(document, data__features=["x1*x2", "x2", "x1"]))
    after = trainer.parameters()["layer1.weight"]
    assert np.array_equal(after[:, 1], before[:, 1])
    assert np.array_equal(after[:, 2], before[:, 0])
    trainer.apply(edit(document, data__features=["x2"]))
    assert np.array_equal(trainer.parameters()["layer1.weight"][:, 0], before[:, 1])
    trainer.apply(document)
    assert np.array_equal(trainer.parameters()["layer1.weight"], before)


def test_another_activation_keeps_all_weights() -> None:
    trainer = trained()
    before = trainer.parameters()
    applied = trainer.apply(edit(MLP, network__nodes__1__layer__activation="relu"))
    assert all(np.array_equal(before[name], array) for name, array in trainer.parameters().items())
    assert (set(applied.kept), applied.resized, applied.fresh) == (set(before), (), ())


def test_moving_and_renaming_cards_touches_nothing() -> None:
    trainer = trained()
    before = trainer.checkpoint()
    applied = trainer.apply(edit(MLP, network__nodes__1__x=5.0, network__nodes__1__name="Other"))
    assert applied == type(applied)()
    header = before.replace(b'"Layer1"', b'"Other"').replace(b'"x": 0.0', b'"x": 5.0', 2)
    assert len(header) != 0
    assert Trainer.restore(before).parameters().keys() == trainer.parameters().keys()
    assert trainer.last_step("layer1") is not None, "nothing was compiled anew"


def test_other_data_are_trained_on_with_the_same_weights() -> None:
    trainer = trained()
    before = trainer.parameters()
    trainer.apply(edit(MLP, data__dataset={"kind": "xor", "points": 100}))
    assert all(np.array_equal(before[name], array) for name, array in trainer.parameters().items())
    assert len(trainer.data.train) == 70
    assert trainer.run(epochs=1).step == 7 + 7


def test_data_with_more_classes_give_the_output_more_units() -> None:
    trainer = trained()
    applied = trainer.apply(edit(MLP, data__dataset={"kind": "blobs"}))
    assert trainer.parameters()["output.weight"].shape[0] > 1
    assert "output.weight" in applied.resized
    trainer.run(epochs=1)


def test_an_invalid_network_is_refused_and_the_last_valid_one_goes_on_with_all_the_rest() -> None:
    trainer = trained()
    broken = MLP.model_copy(update={"network": MLP.network.model_copy(update={"wires": MLP.network.wires[:-1]})})
    with pytest.raises(GraphError, match="Draw a wire"):
        trainer.apply(edit(broken, training__learning_rate=0.5))
    assert trainer.document.network == MLP.network
    assert trainer.document.training.learning_rate == 0.5
    assert trainer.run(epochs=1).learning_rate == 0.5
    assert trainer.step_count > 7
    trainer.apply(edit(MLP, training__learning_rate=0.5))
    assert trainer.graph.valid


def test_data_that_the_network_can_not_take_wait_for_a_network_that_can() -> None:
    trainer = trained()
    with pytest.raises(GraphError, match="Put Flatten between"):
        trainer.apply(edit(MLP, data__dataset={"kind": "digits"}, training__learning_rate=0.5))
    assert trainer.data.spec.modality == "plane"
    assert trainer.learning_rate == 0.5
    trainer.step()


def test_a_loss_that_the_data_can_not_have_waits() -> None:
    trainer = trained(chain(dense(4), data={"dataset": {"kind": "plane"}}))
    with pytest.raises(GraphError, match="is for classes"):
        trainer.apply(edit(trainer.document, training__loss={"kind": "hinge"}, training__l2=0.1))
    assert trainer.document.training.l2 == 0.1
    trainer.step()


def test_a_change_of_the_seed_waits_for_the_next_reset() -> None:
    trainer = trained()
    before = trainer.parameters()
    trainer.apply(edit(MLP, training__seed=5))
    assert all(np.array_equal(before[name], array) for name, array in trainer.parameters().items())
    trainer.reset()
    assert all(
        np.array_equal(a, b)
        for a, b in zip(trainer.parameters().values(), Trainer(trainer.document).parameters().values(), strict=True)
    )
