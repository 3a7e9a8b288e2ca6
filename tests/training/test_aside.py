"""Plans beside the training see as many points at a time as memory has room for, and say the same however many."""

from __future__ import annotations

from math import prod

import pytest

from descent.data.spec import DataSpec
from descent.document import Document
from descent.engine import cost
from descent.engine.buffers import Pass, layout_of
from descent.engine.build import build_graph
from descent.limits import MAX_PLAN_BYTES
from descent.training.trainer import Trainer
from support.networks import chain, dense


def transformer(features: int) -> Document:
    layers = [{"kind": "attention"}, {"kind": "time_dense", "units": features, "activation": "gelu"}] * 2
    return chain(*layers, {"kind": "time_mean"})


def test_a_network_whose_points_are_large_sees_fewer_at_a_time() -> None:
    shape = (64, 64)
    names = tuple(f"f{number}" for number in range(prod(shape)))
    document = transformer(shape[0])
    spec = DataSpec(names, names, shape, "regression", "table", (), "number")
    graph = build_graph(document.network, spec, document.training.loss, 16)
    assert graph.valid, [problem.sentence() for problem in graph.problems]
    assert graph.bytes < MAX_PLAN_BYTES
    judged, sounded = cost.evaluated_at_once(graph), cost.sounded_at_once(graph)
    assert judged < cost.EVALUATED_AT_ONCE
    assert layout_of(graph, Pass(judged, training=False)).bytes <= cost.JUDGING_BYTES
    assert layout_of(graph, Pass(sounded, training=True)).bytes <= cost.SOUNDING_BYTES


def test_a_small_network_sees_as_many_as_ever() -> None:
    graph = Trainer(chain(dense(4))).graph
    assert cost.evaluated_at_once(graph) == cost.EVALUATED_AT_ONCE
    assert cost.sounded_at_once(graph) == cost.SOUNDED_AT_ONCE


def test_judged_in_pieces_it_is_as_good(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Trainer(chain(dense(4))).evaluate()
    monkeypatch.setattr(cost, "JUDGING_BYTES", 0)
    pieces = Trainer(chain(dense(4)))
    assert cost.evaluated_at_once(pieces.graph) == 1
    assert pieces.evaluate().train_loss == pytest.approx(whole.train_loss, rel=1e-6)
    assert pieces.evaluate().validation_loss == pytest.approx(whole.validation_loss, rel=1e-6)
