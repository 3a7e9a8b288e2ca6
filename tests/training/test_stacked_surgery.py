"""Layers whose parameters are stacks of equal parts keep each part in its place: gates; queries, keys and values."""

from __future__ import annotations

import numpy as np
import pytest

from descent.document import Document
from descent.training.trainer import Trainer
from support.networks import chain

WAVES = {"dataset": {"kind": "waves", "points": 40, "length": 8, "classes": 2}}


def reading(kind: str, units: int) -> Document:
    return chain({"kind": kind, "units": units}, data=WAVES, loss={"kind": "binary_cross_entropy"})


@pytest.mark.parametrize(("kind", "gates"), [("lstm", 4), ("gru", 3), ("rnn", 1)])
def test_a_wider_layer_keeps_every_gate_in_its_place_and_a_narrower_one_gets_it_back(kind: str, gates: int) -> None:
    trainer = Trainer(reading(kind, 3))
    trainer.run(epochs=2)
    before = {name: np.array(view) for name, view in trainer.parameters().items()}

    def gate_by_gate(name: str, units: int) -> np.ndarray:
        view = trainer.parameters()[f"layer1.{name}"]
        return np.array(view).reshape(gates, units, -1)

    applied = trainer.apply(reading(kind, 5))
    assert "layer1.weight_hh_l0" in applied.kept
    wide = gate_by_gate("weight_hh_l0", 5)[:, :3, :3]
    np.testing.assert_array_equal(wide.ravel(), before["layer1.weight_hh_l0"].ravel())
    np.testing.assert_array_equal(gate_by_gate("bias_ih_l0", 5)[:, :3].ravel(), before["layer1.bias_ih_l0"])
    trainer.apply(reading(kind, 2))
    trainer.apply(reading(kind, 3))
    np.testing.assert_array_equal(trainer.parameters()["layer1.weight_ih_l0"], before["layer1.weight_ih_l0"])
    trainer.run(epochs=1)


def test_attention_over_more_features_keeps_queries_keys_and_values_apart() -> None:
    def attending(features: int) -> Document:
        layers = ({"kind": "time_dense", "units": features}, {"kind": "attention", "heads": 2}, {"kind": "flatten"})
        return chain(*layers, data=WAVES, loss={"kind": "binary_cross_entropy"})

    trainer = Trainer(attending(4))
    trainer.run(epochs=1)
    before = np.array(trainer.parameters()["layer2.in_proj_weight"]).reshape(3, 4, 4)
    trainer.apply(attending(6))
    after = np.array(trainer.parameters()["layer2.in_proj_weight"]).reshape(3, 6, 6)
    np.testing.assert_array_equal(after[:, :4, :4], before)
