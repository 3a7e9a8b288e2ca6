"""Which parameters Muon takes for matrices when it trains a network."""

from __future__ import annotations

import numpy as np
import pytest

from descent.engine.parameters import Parameters
from descent.training.trainer import Trainer
from descent.training.update import Update
from support.networks import chain, dense
from support.single_layer import LAYER, graph_of_case
from support.twins import CASES, Case

RATE = 0.01


def first_update(optimizer: str) -> dict[str, np.ndarray]:
    document = chain(dense(6), dense(5), optimizer={"kind": optimizer}, learning_rate=RATE, batch_size=4096)
    trainer = Trainer(document)
    before = trainer.parameters()
    trainer.step()
    return {name: after - before[name] for name, after in trainer.parameters().items()}


def test_hidden_weights_go_equally_far_in_all_directions_and_all_else_follows_adamw() -> None:
    by_muon, by_adamw = first_update("muon"), first_update("adamw")
    assert list(by_muon) == [f"{node}.{name}" for node in ("layer1", "layer2", "output") for name in ("weight", "bias")]
    for name, moved in by_muon.items():
        if name in {"layer1.weight", "layer2.weight"}:
            stretch = np.linalg.svd(moved, compute_uv=False) / (RATE * 0.2 * np.sqrt(max(moved.shape)))
            # Five Newton-Schulz steps bring a singular value to between about 0.7 and 1.2, if it was not all but zero.
            assert stretch.max() < 1.3, name
            assert stretch[1] > 0.5, name
        else:
            assert moved == pytest.approx(by_adamw[name], abs=1e-6), name


def test_a_step_of_muon_in_the_same_network_is_the_same_to_the_last_bit() -> None:
    document = chain(dense(6), dense(5), optimizer={"kind": "muon"}, learning_rate=RATE)
    straight, saved = Trainer(document), Trainer(document)
    straight.advance(600, steps=20)
    saved.advance(600, steps=7)
    saved = Trainer.restore(saved.checkpoint())
    saved.advance(600, steps=13)
    for name, array in straight.parameters().items():
        assert array.tobytes() == saved.parameters()[name].tobytes(), name


@pytest.mark.parametrize("case", [case for case in CASES if graph_of_case(case).parameters[LAYER]], ids=str)
def test_every_layer_can_be_moved_and_tables_are_no_matrices(case: Case) -> None:
    """Whatever shape its parameters have and however they lie: kernels, gates, heads, tables."""
    graph, rng = graph_of_case(case), np.random.default_rng(1)
    moved: dict[str, dict[str, np.ndarray]] = {}
    start = rng.standard_normal(Parameters.zeros(graph).vector.shape).astype(np.float32)
    slope = Parameters.zeros(graph)
    for node in graph.nodes:
        for view in slope.of(node.id).values():
            view[...] = rng.standard_normal(view.shape)
    training = chain(optimizer={"kind": "adamw"}, learning_rate=RATE).training
    for kind in ("adamw", "muon"):
        parameters = Parameters(graph, start.copy())
        update = Update(parameters, slope, training.replace(optimizer={"kind": kind}))
        for call in update.calls:
            call()
        named = Parameters(graph, parameters.vector - start)
        moved[kind] = {name: np.array(view) for name, view in named.of(LAYER).items()}
    layer = graph.by_id[LAYER].layer
    for name, by_muon in moved["muon"].items():
        assert np.isfinite(by_muon).all(), name
        as_adamw = np.allclose(by_muon, moved["adamw"][name], atol=1e-6)
        assert as_adamw == (by_muon.ndim == 1 or layer.looked_up), name
