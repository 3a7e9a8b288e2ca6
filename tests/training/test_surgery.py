"""Changing the architecture of a network that has learnt: what it says stays, as far as mathematics allows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from descent.document import Document
from descent.engine.parameters import Parameters
from descent.ops.activations import Activation
from descent.ops.optimizers import Optimizer
from descent.training.applied import Applied
from descent.training.trainer import Trainer
from support.networks import SPIRAL, Layer, chain, dense, drawing

CLOSE = 1e-5
"""What a surgery may change of an answer, which is of the order of 1."""
BENDS = sorted(kind for kind in Activation.kinds if Activation.named(kind).elementwise)
NEVER_NEGATIVE = sorted(kind for kind in Activation.kinds if Activation.named(kind).never_negative)
LETS_THROUGH = sorted(kind for kind in Activation.kinds if Activation.named(kind).keeps_nonnegative)
DIGITS = {"dataset": {"kind": "digits"}}


def operate(before: Document, after: Document, steps: int = 9) -> tuple[float, Applied, Trainer]:
    """Trains, changes the network, and trains on. Returns by how much the change moved any answer, and what it did."""
    trainer = Trainer(before)
    trainer.advance(600, steps=steps)
    points = trainer.data.validation.raw
    said = trainer.predict(points).copy()
    applied = trainer.apply(after)
    moved = float(np.abs(trainer.predict(points) - said).max())
    trainer.advance(600, steps=3)
    assert trainer.step_count == steps + 3
    return moved, applied, trainer


# ---- widening ----


@st.composite
def widenings(draw: st.DrawFn) -> tuple[Document, Document]:
    """A random network of branches that are joined in every way there is, and the same with wider layers."""
    join = draw(st.sampled_from(["add", "multiply", "concatenate", None]))
    widths = {name: draw(st.integers(1, 6)) for name in ("a", "b", "c", "d")}
    wider = {name: width + draw(st.integers(0, 7)) for name, width in widths.items()}
    if join in {"add", "multiply"}:
        widths["b"], wider["b"] = widths["a"], wider["a"]
    bends = {name: draw(st.sampled_from(BENDS)) for name in widths}
    between = draw(st.lists(st.sampled_from(["dropout", "flatten", "activation"]), max_size=3))
    joined = f"{join}" if join else "a"
    wires = ["input a", "input b", "a join", "b join"] if join else ["input a"]
    layers: dict[str, Layer] = {"input": {"kind": "input"}}
    last = "join" if join else "a"
    inner: dict[str, Layer] = {}
    for number, kind in enumerate(between):
        settings: dict[str, Any] = {"activation": draw(st.sampled_from(BENDS))} if kind == "activation" else {}
        inner[f"between{number}"] = {"kind": kind, **settings}
        wires.append(f"{last} between{number}")
        last = f"between{number}"
    wires += [f"{last} c", "c d", "d output"]
    skips = draw(st.booleans()) and join == "concatenate"
    if skips:
        wires.append("d second")
        wires.remove("d output")
        wires += [f"{last} second", "second output"]

    def network(sizes: dict[str, int]) -> Document:
        built = dict(layers)
        for name in ("a", "b") if join else ("a",):
            built[name] = dense(sizes[name], bends[name])
        if join:
            built["join"] = {"kind": joined}
        built |= inner
        built |= {name: dense(sizes[name], bends[name]) for name in ("c", "d")}
        if skips:
            built["second"] = {"kind": "concatenate"}
        built["output"] = {"kind": "output"}
        return drawing(built, wires, SPIRAL, optimizer={"kind": "adam"})

    return network(widths), network(wider)


@given(widenings())
def test_wider_layers_keep_the_function(pair: tuple[Document, Document]) -> None:
    moved, applied, _ = operate(*pair)
    assert moved < CLOSE
    assert not applied.fresh
    assert not applied.grown


@pytest.mark.parametrize("units", [2, 5, 40])
def test_any_number_of_copies_keeps_the_function(units: int) -> None:
    moved, applied, _ = operate(chain(dense(1), dense(3, "relu")), chain(dense(units), dense(3 + units, "relu")))
    assert moved < CLOSE
    assert applied.split == ("layer1", "layer2")


def test_a_wider_layer_keeps_the_function_on_images() -> None:
    before, after = (
        chain({"kind": "flatten"}, dense(units, "relu"), {"kind": "dropout"}, data=DIGITS) for units in (6, 11)
    )
    moved, applied, _ = operate(before, after)
    assert moved < CLOSE
    assert applied.split == ("layer2",)


def test_a_layer_that_shares_out_one_whole_can_not_be_split_and_says_so() -> None:
    _, applied, _ = operate(chain(dense(4, "softmax"), dense(3)), chain(dense(6, "softmax"), dense(3)))
    assert (applied.split, applied.grown) == ((), ("layer1",))
    assert "layer1.weight" in applied.kept


def test_copies_that_would_be_added_to_something_else_are_not_made() -> None:
    """Three columns come in where two came: the sum with a wider layer has no old number to be equal to."""

    def network(units: int, features: list[str]) -> Document:
        layers = {
            "input": {"kind": "input"},
            "a": dense(units),
            "sum": {"kind": "add"},
            "c": dense(4),
            "output": {"kind": "output"},
        }
        data = {**SPIRAL, "features": features}
        return drawing(layers, ["input a", "input sum", "a sum", "sum c", "c output"], data)

    moved, applied, _ = operate(network(2, ["x1", "x2"]), network(3, ["x1", "x2", "x1*x2"]))
    assert applied.grown == ("a",)
    # New inputs begin by weighing nothing, and so the function stays all the same.
    assert moved < CLOSE


@pytest.mark.parametrize("kind", sorted(Optimizer.kinds))
def test_twins_part(kind: str) -> None:
    """Their shares differ, and so what they learn does: by signs alone (Lion) once one of them has changed its sign."""
    training: dict[str, Any] = {"optimizer": {"kind": kind}, "learning_rate": 0.01}
    _, _, trainer = operate(chain(dense(3), **training), chain(dense(6), **training))
    trainer.advance(600, steps=200 if kind == "lion" else 40)
    rows = trainer.parameters()["layer1.weight"]
    apart = np.abs(rows[:3] - rows[3:]).max(axis=1)
    assert (apart > 1e-4).all(), apart


def test_one_unit_more_again_and_again_never_makes_twins_with_the_same_weights_on_both_sides() -> None:
    trainer = Trainer(chain(dense(2), dense(3)))
    for units in range(3, 17):
        trainer.apply(chain(dense(units), dense(3)))
    parameters = trainer.parameters()
    both = np.hstack([parameters["layer1.weight"], parameters["layer2.weight"].T])
    assert len(np.unique(both.round(5), axis=0)) == 16


@pytest.mark.parametrize(
    ("kind", "degrees"), [("adam", (1, 2)), ("momentum", (1,)), ("rmsprop", (2,)), ("adagrad", (2,))]
)
def test_gradients_that_a_copy_remembers_are_shared_and_the_measure_of_its_steps_stays(
    kind: str, degrees: tuple[int, ...]
) -> None:
    """What comes back to a unit grows with what it hands on."""
    document = chain(dense(2), dense(3), optimizer={"kind": kind})
    trainer = Trainer(document)
    trainer.advance(600, steps=9)
    state = trainer._course.state
    before = [_blocks(state.parameters.graph, moment) for moment in state.update.moments]
    trainer.apply(chain(dense(3), dense(3), optimizer={"kind": kind}))
    after = [_blocks(trainer.graph, moment) for moment in trainer._course.state.update.moments]
    for old, new, degree in zip(before, after, degrees, strict=True):
        mine, its = (0.7, 0.3) if degree == 1 else (1, 1)
        assert new["layer1"][0] == pytest.approx(mine * old["layer1"][0])
        assert new["layer1"][2] == pytest.approx(its * old["layer1"][0])
        assert new["layer1"][1] == pytest.approx(old["layer1"][1])
        # The gradient of an outgoing weight is what comes in times what comes back: the same for both.
        assert new["layer2"][:, 0] == pytest.approx(old["layer2"][:, 0])
        assert new["layer2"][:, 2] == pytest.approx(old["layer2"][:, 0])


def _blocks(graph: Any, vector: Any) -> dict[str, Any]:
    return {name: blocks["matrix"].copy() for name, blocks in Parameters(graph, vector.copy()).blocks.items() if blocks}


# ---- deepening ----


def inserted(layer: Layer, after: str = "relu", units: int = 4) -> tuple[Document, Document]:
    """A network whose first layer has this activation, and the same with a layer behind that one."""
    layers = {
        "input": {"kind": "input"},
        "layer1": dense(units, after),
        "new": layer,
        "layer2": dense(3),
        "output": {"kind": "output"},
    }
    wires = ["input layer1", "layer1 new", "new layer2", "layer2 output"]
    return chain(dense(units, after), dense(3)), drawing(layers, wires)


@pytest.mark.parametrize("after", NEVER_NEGATIVE)
@pytest.mark.parametrize("kind", LETS_THROUGH)
@pytest.mark.parametrize("layer", ["dense", "activation"])
def test_what_lets_numbers_above_zero_through_begins_as_the_identity_behind_them(
    kind: str, after: str, layer: str
) -> None:
    new = dense(4, kind) if layer == "dense" else {"kind": "activation", "activation": kind}
    moved, applied, _ = operate(*inserted(new, after))
    assert moved < CLOSE
    assert applied.identity == ("new",)
    assert applied.fresh == ()


@pytest.mark.parametrize("after", BENDS)
def test_a_linear_layer_begins_as_the_identity_behind_everything(after: str) -> None:
    moved, applied, _ = operate(*inserted(dense(4, "linear"), after))
    assert moved < CLOSE
    assert applied.identity == ("new",)


@pytest.mark.parametrize("units", [5, 8, 11])
def test_a_new_layer_that_is_wider_than_what_comes_in_begins_as_the_identity_with_copies(units: int) -> None:
    moved, applied, _ = operate(*inserted(dense(units, "relu")))
    assert moved < CLOSE
    assert applied.identity == ("new",)


@pytest.mark.parametrize("layer", [{"kind": "dropout", "rate": 0.5}, {"kind": "flatten"}])
def test_layers_that_hand_on_leave_the_function_as_it_is(layer: Layer) -> None:
    moved, applied, _ = operate(*inserted(layer, "tanh"))
    assert moved < CLOSE
    assert applied.identity == ("new",)


@pytest.mark.parametrize("layer", [dense(4, "tanh"), dense(3, "relu"), dense(4, "softmax")])
def test_where_mathematics_allows_no_identity_the_layer_begins_afresh_and_the_rest_is_kept(layer: Layer) -> None:
    _, applied, _ = operate(*inserted(layer))
    assert applied.fresh == ("new.weight", "new.bias")
    assert applied.identity == ()
    assert len(applied.kept) == 6


def test_a_relu_behind_numbers_below_zero_is_no_identity() -> None:
    _, applied, _ = operate(*inserted(dense(4, "relu"), "tanh"))
    assert applied.fresh == ("new.weight", "new.bias")


def test_a_layer_on_one_branch_keeps_what_is_joined_behind_it() -> None:
    def network(between: bool) -> Document:
        layers: dict[str, Layer] = {
            "input": {"kind": "input"},
            "a": dense(4, "relu"),
            "b": dense(4),
            "sum": {"kind": "add"},
            "c": dense(3),
            "output": {"kind": "output"},
        }
        wires = ["input a", "input b", "b sum", "sum c", "c output"]
        if between:
            return drawing(layers | {"new": dense(4, "relu")}, [*wires, "a new", "new sum"])
        return drawing(layers, [*wires, "a sum"])

    moved, applied, _ = operate(network(between=False), network(between=True))
    assert moved < CLOSE
    assert applied.identity == ("new",)


def test_deepening_and_widening_at_once_keeps_the_function() -> None:
    before, _ = inserted(dense(4, "relu"))
    _, after = inserted(dense(9, "relu"), units=6)
    moved, applied, _ = operate(before, after)
    assert moved < CLOSE
    assert (applied.split, applied.identity) == (("layer1",), ("new",))


# ---- narrowing, joining, undoing ----


def test_a_narrower_layer_keeps_its_first_units_and_what_they_hand_on() -> None:
    trainer = Trainer(chain(dense(6), dense(3)))
    trainer.advance(600, steps=9)
    before = trainer.parameters()
    applied = trainer.apply(chain(dense(4), dense(3)))
    after = trainer.parameters()
    assert np.array_equal(after["layer1.weight"], before["layer1.weight"][:4])
    assert np.array_equal(after["layer2.weight"], before["layer2.weight"][:, :4])
    assert applied.fresh == ()


@pytest.mark.parametrize("between", [[], ["dropout"], ["activation"]], ids=str)
def test_a_copy_that_goes_before_it_parted_gives_back_what_it_had(between: list[str]) -> None:
    """One unit more and, at rest, one fewer: the function stays both times."""

    def network(units: int) -> Document:
        return chain(dense(units), *({"kind": kind} for kind in between), dense(3))

    trainer = Trainer(network(4))
    trainer.advance(600, steps=9)
    before, points = trainer.parameters(), trainer.data.validation.raw
    said = trainer.predict(points).copy()
    for units in (7, 5, 4, 6, 4):
        trainer.apply(network(units))
        assert trainer.predict(points) == pytest.approx(said, abs=CLOSE)
    for name, array in trainer.parameters().items():
        assert array == pytest.approx(before[name], rel=1e-5), name


def test_weights_behind_a_join_follow_their_unit_when_another_branch_changes() -> None:
    def network(units: int) -> Document:
        layers = {
            "input": {"kind": "input"},
            "a": dense(units),
            "b": dense(3),
            "both": {"kind": "concatenate"},
            "output": {"kind": "output"},
        }
        return drawing(layers, ["input a", "input b", "a both", "b both", "both output"])

    trainer = Trainer(network(4))
    trainer.advance(600, steps=9)
    before = trainer.parameters()["output.weight"]
    trainer.apply(network(2))
    assert np.array_equal(trainer.parameters()["output.weight"], before[:, [0, 1, 4, 5, 6]])
    applied = trainer.apply(network(4))
    assert np.array_equal(trainer.parameters()["output.weight"], before), "undone: as it was"
    assert "a" in applied.returned


def test_a_deleted_layer_comes_back_with_its_weights_and_those_behind_it() -> None:
    whole = chain(dense(4), dense(3, "relu"), dense(2))
    trainer = Trainer(whole)
    trainer.advance(600, steps=9)
    before, points = trainer.parameters(), trainer.data.validation.raw
    said = trainer.predict(points).copy()
    layers = {"input": {"kind": "input"}, "layer1": dense(4), "layer3": dense(2), "output": {"kind": "output"}}
    trainer.apply(drawing(layers, ["input layer1", "layer1 layer3", "layer3 output"]))
    applied = trainer.apply(whole)
    assert applied.returned == ("layer2", "layer3")
    assert all(np.array_equal(before[name], array) for name, array in trainer.parameters().items())
    assert np.array_equal(trainer.predict(points), said)


def test_the_last_good_moment_is_changed_along() -> None:
    """While diverged, a wider layer widens what there is to go back to."""
    document = chain(dense(4), dense(3), learning_rate=100.0, loss={"kind": "squared"}, output={"activation": "linear"})
    trainer = Trainer(document)
    points = trainer.data.validation.raw
    said = trainer.predict(points).copy()
    with pytest.raises(Exception, match="Step"):
        trainer.advance(600)
    trainer.apply(chain(dense(7), dense(3), learning_rate=100.0, output={"activation": "linear"}))
    trainer.rewind()
    assert trainer.predict(points) == pytest.approx(said, abs=CLOSE)
