"""What layers went through is asked of a worker."""

from __future__ import annotations

import numpy as np
import pytest

from descent.sessions import orders, reports
from descent.training.trail import BINS
from sessions.drawings import SPIRAL
from sessions.worker.lab import Lab


@pytest.fixture
def lab() -> Lab:
    return Lab(SPIRAL)


def asked(lab: Lab, node: str | None = None) -> dict[str, np.ndarray]:
    lab.runner.obey(orders.TrailOrder(session=1, request=7, node=node, of="activations"))
    report, raw = lab.last(reports.ArraysReport)
    assert report.request == 7
    return dict(orders.arrays(report.tensors, raw))


def test_before_training_there_is_nothing(lab: Lab) -> None:
    assert asked(lab) == {}
    assert asked(lab, "dense1")["activations"].shape == (0, 3 + BINS)


def test_steps_are_looked_at_while_training_runs(lab: Lab) -> None:
    lab.move("play")
    lab.train_to(50)
    layers = {node.id for node in SPIRAL.network.nodes} - {"input"}
    curves = asked(lab)
    assert curves.keys() == layers
    for rows in curves.values():
        assert rows.shape[1] == 4
        assert np.isfinite(rows).all()
        assert (np.diff(rows[:, 0]) > 0).all()
        assert (rows[:, 1:] > 0).all()
    assert len(asked(lab, min(layers))["activations"]) == len(curves[min(layers)])


def test_a_step_that_a_person_asks_for_is_looked_at(lab: Lab) -> None:
    for step in range(1, 4):
        lab.move("step", "step")
        lab.work_until_state("paused")
        assert [len(rows) for rows in asked(lab).values()] == [step] * len(asked(lab))
