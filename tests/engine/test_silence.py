"""Silent units: zero forwards and backwards, behind every kind of layer."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from descent.engine.build import graph_of
from descent.engine.held import resting
from descent.engine.parameters import Parameters
from descent.engine.plan import compile_forward
from engine.test_gradients import ACTIVATIONS, IMAGES, Compiled
from support.networks import chain, dense, drawing, holding, random_parameters, sentences

SOME = {"silent_units": [0, 2, 3]}
ALL = {"silent": True}


@pytest.mark.parametrize(
    "held", [SOME, ALL, {"silent_units": [1, 99]}], ids=["some", "all", "one, and one that is not"]
)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_gradients_of_a_dense_layer_with_silent_units(activation: str, held: dict[str, Any]) -> None:
    Compiled(holding(chain(dense(5, activation), dense(4, activation), dense(3)), layer2=held)).check()


@pytest.mark.parametrize("held", [{"silent_units": [1]}, ALL], ids=["some", "all"])
@pytest.mark.parametrize("card", ["input", "flat", "bent", "joined", "left"])
def test_gradients_behind_every_kind_of_silent_card(card: str, held: dict[str, Any]) -> None:
    layers = {
        "input": {"kind": "input"},
        "left": dense(4),
        "right": dense(4, "elu"),
        "joined": {"kind": "multiply"},
        "flat": {"kind": "flatten"},
        "bent": {"kind": "activation", "activation": "softmax"},
        "both": {"kind": "concatenate"},
        "output": {"kind": "output"},
    }
    # What is silent is also heard by another card directly, which must not become silent with it.
    wires = ["input left", "input right", "left joined", "right joined", "joined flat", "flat bent"]
    wires += ["bent both", "flat both", "left both", "both output"]
    Compiled(holding(drawing(layers, wires), **{card: held})).check()


def test_pixels_can_be_silent() -> None:
    document = chain({"kind": "flatten"}, dense(4), data=IMAGES, loss={"kind": "categorical_cross_entropy"})
    Compiled(holding(document, input={"silent_units": [3, 4, 63]})).check()


def test_a_silent_unit_says_zero_and_what_follows_hears_zero() -> None:
    """Against the same network whose weights from that unit on are zero."""
    plain = chain(dense(5), dense(3))
    graph = graph_of(holding(plain, layer1=SOME)).check()
    parameters = random_parameters(graph)
    silent = compile_forward(graph, parameters, 6)
    without = Parameters(graph, parameters.vector.copy())
    without.of("layer2")["weight"][:, [0, 2, 3]] = 0
    cut = compile_forward(graph_of(plain), without, 6)
    x = np.random.default_rng(0).normal(size=(6, 2))
    for plan in (silent, cut):
        plan.feeds["input"][:, :-1] = x
        plan.run()
    assert (silent.values["layer1"].data[[0, 2, 3]] == 0).all()
    assert np.array_equal(silent.values["layer1"].data[[1, 4]], cut.values["layer1"].data[[1, 4]])
    assert silent.answers == pytest.approx(cut.answers, abs=1e-12)


def test_without_anything_held_there_is_not_one_call_more() -> None:
    plain, released = chain(dense(5), dense(3)), holding(chain(dense(5), dense(3)), layer1={"silent_units": [77]})
    counts = {
        len(compile_forward(graph_of(one), random_parameters(graph_of(one)), 6).calls) for one in (plain, released)
    }
    assert len(counts) == 1
    assert resting(graph_of(plain)) is None
    assert len(Compiled(plain).plan.calls) == len(Compiled(released).plan.calls)


@pytest.mark.parametrize("held", [ALL, {"silent_units": [0]}])
def test_the_output_can_not_be_silent(held: dict[str, Any]) -> None:
    graph = graph_of(holding(chain(dense(3)), output=held))
    assert sentences(graph) == {
        "output": "“Output” is the answer, which can’t be silent. Release its units; a weight of it can be silent."
    }


@pytest.mark.parametrize(
    ("unit", "suffix", "own"), [(1, "_l1", 1), (4, "_l1_reverse", 1)], ids=["forwards", "backwards"]
)
def test_a_frozen_unit_of_a_recurrent_layer_rests_in_its_own_direction_and_level(
    unit: int, suffix: str, own: int
) -> None:
    """Three units each way, two levels: unit 4 of six is the second of those that read backwards, in four gates."""
    lstm = {"kind": "lstm", "units": 3, "bidirectional": True, "num_layers": 2, "returns": "last"}
    document = holding(chain({"kind": "reshape", "shape": [1, 2]}, lstm), layer2={"frozen_units": [unit]})
    graph = graph_of(document).check()
    mask = resting(graph)
    assert mask is not None
    for name, view in Parameters(graph, mask.astype(np.float32)).of("layer2").items():
        rows = np.flatnonzero(view.reshape(len(view), -1).all(1))
        assert view.any() == (name.endswith(suffix)), name
        assert rows.tolist() == ([own, own + 3, own + 6, own + 9] if name.endswith(suffix) else []), name


def test_a_frozen_unit_of_attention_rests_in_the_product_behind_it_alone() -> None:
    layers = ({"kind": "time_dense", "units": 4}, {"kind": "attention", "heads": 2})
    document = chain({"kind": "reshape", "shape": [1, 2]}, *layers, {"kind": "flatten"})
    mask = resting(graph_of(holding(document, layer3={"frozen_units": [2]})).check())
    assert mask is not None
    graph = graph_of(document)
    views = Parameters(graph, mask.astype(np.float32)).of("layer3")
    assert not views["in_proj_weight"].any()
    assert np.flatnonzero(views["out_proj.weight"].all(1)).tolist() == [2]
    assert np.flatnonzero(views["out_proj.bias"]).tolist() == [2]
