"""Sequences by hand, and what is said where a layer for them gets something else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from descent.data.spec import DataSpec
from descent.engine.build import build_graph
from descent.engine.graph import Graph
from descent.engine.parameters import Parameters
from descent.engine.plan import compile_forward, compile_training
from descent.ops.losses.squared import Squared
from support.networks import chain, sentences

NUMBERS = DataSpec(("t1", "t2"), ("t1", "t2"), (1, 2), "regression", "table", (), "number")
TOKENS = DataSpec(("t1", "t2"), ("t1", "t2"), (2,), "regression", "table", (), "number", tokens=tuple("ab()"))


def graph_for(spec: DataSpec, *layers: dict[str, Any]) -> Graph:
    return build_graph(chain(*layers).network, spec, Squared(), 1)


def answer(layer: dict[str, Any], weights: dict[str, Any], x: list[float], spec: DataSpec = NUMBERS) -> np.ndarray:
    """What the layer says to one point, with these weights and all others zero."""
    graph = graph_for(spec, layer, {"kind": "flatten"})
    parameters = Parameters.zeros(graph.check(), np.float64)
    for name, value in weights.items():
        parameters.of("layer1")[name][...] = value
    plan = compile_forward(graph, parameters, 1)
    plan.feeds["input"][0, :-1] = x
    plan.run()
    return plan.values["layer1"].data[..., 0]


def test_a_simple_rnn_by_hand() -> None:
    # h₁ = tanh(1) = 0.761594; h₂ = tanh(2 + ½ · 0.761594) = tanh(2.380797) = 0.983041
    weights = {"weight_ih_l0": 1, "weight_hh_l0": 0.5}
    said = answer({"kind": "rnn", "units": 1, "returns": "all"}, weights, [1, 2])
    assert said == pytest.approx(np.array([[0.761594, 0.983041]]), abs=1e-6)


def test_an_lstm_by_hand() -> None:
    # Without weights i = f = o = ½; g = tanh(1) = 0.761594 in both steps.
    # c₁ = 0.380797, c₂ = ½ · 0.380797 + 0.380797 = 0.571196; h₂ = ½ tanh(0.571196) = 0.258118
    weights = {"weight_ih_l0": [[0], [0], [1], [0]]}
    assert answer({"kind": "lstm", "units": 1}, weights, [1, 1]) == pytest.approx(0.258118, abs=1e-6)


def test_a_gru_by_hand() -> None:
    # Without weights r = z = ½; h₁ = ½ tanh(1) = 0.380797; h₂ = ½ tanh(2) + ½ · 0.380797 = 0.672412
    assert answer({"kind": "gru", "units": 1}, {"weight_ih_l0": [[0], [0], [1]]}, [1, 2]) == pytest.approx(
        0.672412, abs=1e-6
    )


def test_what_reads_backwards_ends_at_the_beginning() -> None:
    # Forwards h = tanh(2), backwards h = tanh(1): nothing is carried over.
    weights = {"weight_ih_l0": 1, "weight_ih_l0_reverse": 1}
    said = answer({"kind": "rnn", "units": 1, "bidirectional": True}, weights, [1, 2])
    assert said == pytest.approx(np.tanh([2, 1]))


def test_an_embedding_knows_the_tokens_of_the_data() -> None:
    graph = graph_for(TOKENS, {"kind": "embedding", "features": 3}, {"kind": "gru"}).check()
    assert Parameters.zeros(graph).of("layer1")["weight"].shape == (4, 3)
    assert graph.shapes["layer1"] == (3, 2)


def test_what_is_no_token_counts_as_the_nearest() -> None:
    rows = np.arange(8.0).reshape(4, 2)
    layer = {"kind": "embedding", "features": 2, "vocabulary": 4}
    assert answer(layer, {"weight": rows}, [-3, 99], TOKENS).T.tolist() == [[0, 1], [6, 7]]


def test_of_equal_steps_the_first_is_moved() -> None:
    graph = graph_for(NUMBERS, {"kind": "time_dense", "units": 1, "activation": "linear"}, {"kind": "time_max"}).check()
    parameters, gradients = Parameters.zeros(graph), Parameters.zeros(graph)
    parameters.vector[...] = 1
    plan = compile_training(graph, parameters, gradients, Squared(), 1, 1, np.random.default_rng(0))
    plan.feeds["input"][0, :-1] = 1, 1
    plan.run()
    first, second = plan.gradients["layer1"].data[0, :, 0]
    assert first != 0
    assert second == 0


@pytest.mark.parametrize(
    ("spec", "layer", "said"),
    [
        (TOKENS, {"kind": "lstm"}, "needs a sequence (features × time), but “Input” gives 2."),
        (TOKENS, {"kind": "time_mean"}, "needs a sequence"),
        (NUMBERS, {"kind": "embedding"}, "looks up tokens, but these data have none."),
        (
            NUMBERS,
            {"kind": "embedding", "vocabulary": 5},
            "needs one token a step, which is one axis, but “Input” gives 1 × 2.",
        ),
    ],
)
def test_what_does_not_fit_is_said(spec: DataSpec, layer: dict[str, Any], said: str) -> None:
    assert said in sentences(graph_for(spec, layer, {"kind": "flatten"}))["layer1"]
