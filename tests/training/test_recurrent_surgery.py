"""A recurrent layer that grows or shrinks keeps its units, gate by gate."""

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
