"""What an attention looks at, and what it must not; who may come in; and what the tables of positions say."""

from __future__ import annotations

from math import log
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from descent.data.spec import DataSpec
from descent.engine.build import build_graph
from descent.engine.graph import Graph
from descent.engine.parameters import Parameters
from descent.engine.plan import compile_forward, compile_training
from descent.ops.losses.squared import Squared
from support.networks import drawing, sentences

Shape = tuple[int, ...]


def graph_of(settings: dict[str, Any], shapes: tuple[Shape, ...]) -> Graph:
    """Inputs of these shapes, as data of one axis or read as sequences, → layer → flatten → output."""
    names: list[str] = []
    layers: dict[str, Any] = {}
    wires: list[str] = []
    for number, shape in enumerate(shapes):
        own = [f"f{number}_{place}" for place in range(int(np.prod(shape)))]
        names += own
        layers[f"input{number}"] = {"kind": "input"} | ({"columns": own} if len(shapes) > 1 else {})
        layers[f"shape{number}"] = {"kind": "reshape", "shape": list(shape)}
        wires += [f"input{number} shape{number}", f"shape{number} layer"]
    layers |= {"layer": settings, "flat": {"kind": "flatten"}, "output": {"kind": "output"}}
    network = drawing(layers, [*wires, "layer flat", "flat output"]).network
    spec = DataSpec(tuple(names), tuple(names), (len(names),), "regression", "table", (), "number")
    return build_graph(network, spec, Squared(), 4)


def refusal(settings: dict[str, Any], *shapes: Shape) -> str:
    return sentences(graph_of(settings, shapes))["layer"]


class Alone:
    """A layer with parameters drawn at random, and what it says to arrays (batch, *shape)."""

    def __init__(self, settings: dict[str, Any], *shapes: Shape) -> None:
        self.graph = graph_of(settings, shapes).check()
        self.parameters = Parameters.zeros(self.graph)
        self.parameters.initialise(np.random.default_rng(0))
        for view in self.parameters.of("layer").values():
            view[...] += np.random.default_rng(1).normal(0, 0.3, view.shape)

    def says(self, *given: Any, training: bool = False) -> np.ndarray:
        """(batch, features, steps)."""
        x = [np.asarray(one, np.float32) for one in given]
        batch = len(x[0])
        gradients = Parameters.zeros(self.graph)
        rng = np.random.default_rng(0)
        plan = (
            compile_training(self.graph, self.parameters, gradients, Squared(), batch, batch, rng)
            if training
            else compile_forward(self.graph, self.parameters, batch)
        )
        for number, one in enumerate(x):
            plan.feeds[f"input{number}"][:, :-1] = one.reshape(batch, -1)
        plan.run()
        return np.moveaxis(plan.values["layer"].data, -1, 0)


def random(*shape: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32)


def test_a_number_by_hand() -> None:
    # One query 1 and keys 0 and ln 3: scores 0 and ln 3, weights 1/(1+3) and 3/(1+3). Values 4 and 8: 1 + 6 = 7.
    said = Alone({"kind": "dot_attention"}, (1, 1), (1, 2), (1, 2)).says([[[1]]], [[[0, log(3)]]], [[[4, 8]]])
    assert said == pytest.approx(np.array([[[7.0]]]), rel=1e-6)


@pytest.mark.parametrize("kind", ["attention", "dot_attention"])
def test_padding_is_not_looked_at(kind: str, torch: ModuleType) -> None:
    alone = Alone({"kind": kind}, (8, 5), (5,))
    x, ids = random(6, 8, 5), np.array([[3, 1, 2, 0, 0], [1, 1, 1, 1, 1], [0, 4, 0, 4, 0]] * 2)
    said = alone.says(x, ids)
    rows = torch.tensor(x).transpose(1, 2)
    if kind == "attention":
        module = torch.nn.MultiheadAttention(8, 4, batch_first=True)
        module.load_state_dict({name: torch.tensor(view) for name, view in alone.parameters.of("layer").items()})
        expected, _ = module(rows, rows, rows, key_padding_mask=torch.tensor(ids == 0))
    else:
        seen = torch.tensor(ids != 0)[:, None]
        expected = torch.nn.functional.scaled_dot_product_attention(rows, rows, rows, seen)
    assert said == pytest.approx(expected.transpose(1, 2).detach().numpy(), abs=1e-5)
    other = np.where(ids[:, None] == 0, 100, x)
    assert alone.says(other, ids)[1] == pytest.approx(said[1])
    assert alone.says(other, ids)[0, :, :3] == pytest.approx(said[0, :, :3], abs=1e-5)


def test_nothing_but_padding_is_a_number_all_the_same() -> None:
    said = Alone({"kind": "attention", "causal": True}, (8, 5), (5,)).says(random(2, 8, 5), np.zeros((2, 5)))
    assert np.isfinite(said).all()


def test_a_causal_step_knows_nothing_of_later_ones() -> None:
    alone = Alone({"kind": "attention", "causal": True}, (8, 5))
    x = random(3, 8, 5)
    later = x.copy()
    later[:, :, 3:] = random(3, 8, 2, seed=1)
    assert np.array_equal(alone.says(x)[:, :, :3], alone.says(later)[:, :, :3])
    assert not np.allclose(alone.says(x)[:, :, 3], alone.says(later)[:, :, 3])


def test_with_rotary_positions_only_distances_count() -> None:
    # A sequence of steps that all say the same but two, moved on by one step: each says what its neighbour said.
    alone = Alone({"kind": "attention", "rotary": True, "bias": False}, (8, 9), (9,))
    x, ids = random(1, 8, 9), np.array([[0, 1, 1, 1, 1, 0, 0, 0, 0]])
    moved = alone.says(np.roll(x, 3, 2), np.roll(ids, 3, 1))
    assert moved[:, :, 4:8] == pytest.approx(alone.says(x, ids)[:, :, 1:5], abs=1e-5)
    plain = Alone({"kind": "attention", "bias": False}, (8, 9))
    assert plain.says(x[:, :, ::-1]) == pytest.approx(plain.says(x)[:, :, ::-1], abs=1e-5)  # a heap
    turned = Alone({"kind": "attention", "rotary": True, "bias": False}, (8, 9))
    assert not np.allclose(turned.says(x[:, :, ::-1]), turned.says(x)[:, :, ::-1], atol=1e-3)


def test_points_beyond_those_that_are_worked_on_together_say_the_same() -> None:
    # 4 heads × 48 × 48 scores: seven points at a time, so that the last part is short.
    alone = Alone({"kind": "attention", "causal": True, "rotary": True}, (8, 48))
    x = random(17, 8, 48)
    for training in (False, True):
        said = alone.says(x, training=training)
        for point in (0, 6, 7, 16):
            assert alone.says(x[point : point + 1]) == pytest.approx(said[point : point + 1], abs=1e-6)


@pytest.mark.parametrize(
    ("settings", "shapes", "words"),
    [
        ({}, ((6,),), "needs a sequence (features × time), but “Shape0” gives 6."),
        ({}, ((2, 3, 4),), "but “Shape0” gives 2 × 3 × 4."),
        ({"heads": 4}, ((6, 3),), "shares 6 features among 4 heads, which does not come out even."),
        ({"heads": 2, "rotary": True}, ((6, 3),), "each of its 2 heads has 3 of the 6 features."),
        ({}, ((4, 3), (8, 3)), "but “Shape0” gives 4 × 3 and “Shape1” gives 8 × 3. Put Dense over time"),
        ({}, ((4, 3), (4, 5), (4, 2)), "as many steps of keys as of values"),
        ({}, ((4, 3), (4, 5), (8, 5)), "“Shape0” gives 4 × 3 and “Shape2” gives 8 × 5."),
        ({}, ((4, 3), (4, 5), (3,)), "needs a token for every step that is asked, but “Shape1” gives 4 × 5"),
        ({}, ((4, 3), (3,), (3,)), "Sequences that come in: 1; wires of tokens: 2."),
        ({}, ((4, 3),) * 4, "Sequences that come in: 4; wires of tokens: 0."),
    ],
)
def test_what_does_not_fit_is_refused_in_words(settings: dict[str, Any], shapes: tuple[Shape, ...], words: str) -> None:
    assert words in refusal({"kind": "attention", **settings}, *shapes)


def test_values_without_weights_may_have_a_width_of_their_own() -> None:
    graph = graph_of({"kind": "dot_attention"}, ((4, 3), (4, 5), (7, 5)))
    assert graph.shapes["layer"] == (7, 3)


@pytest.mark.parametrize("kind", ["sinusoidal", "learned_positions"])
def test_positions_need_a_sequence(kind: str) -> None:
    assert "needs a sequence" in refusal({"kind": kind}, (6,))


def test_waves_by_hand() -> None:
    # Four features: waves of 1 and of 10000^(−½) = 0.01 radians a step. Step 2: sin 2, cos 2, sin 0.02, cos 0.02.
    said = Alone({"kind": "sinusoidal"}, (4, 3)).says(np.zeros((1, 4, 3)))
    assert said[0, :, 0] == pytest.approx([0, 1, 0, 1])
    assert said[0, :, 2] == pytest.approx([0.909297, -0.416147, 0.019999, 0.9998], abs=1e-6)
