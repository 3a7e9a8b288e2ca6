"""Plans: memory that is known beforehand, steps that allocate nothing, any drawing right."""

from __future__ import annotations

import tracemalloc
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from descent.document import Document
from descent.engine.buffers import Pass, layout_of
from descent.engine.graph import Graph
from descent.engine.parameters import Parameters
from descent.engine.plan import Plan, compile_forward, compile_training
from descent.ops.losses.squared import Squared
from support.cases import at_most
from support.gradients import check_gradient
from support.networks import chain, dense, drawing, graph_of, random_parameters

BATCH = 5
ELEMENTWISE = ["linear", "tanh", "sigmoid", "softplus", "sine", "silu"]


def compiled(
    graph: Graph, dtype: type[np.floating] = np.float32, batch: int = BATCH
) -> tuple[Plan, Parameters, Parameters]:
    parameters, gradients = random_parameters(graph, dtype=dtype), Parameters.zeros(graph, dtype)
    plan = compile_training(graph, parameters, gradients, Squared(), batch, batch, np.random.default_rng(0))
    rng = np.random.default_rng(1)
    for rows in plan.feeds.values():
        rows[:, :-1] = rng.standard_normal((batch, rows.shape[1] - 1))
    plan.target[...] = rng.standard_normal(plan.target.shape)
    return plan, parameters, gradients


@pytest.mark.parametrize("training", [True, False])
def test_bytes_are_known_before_and_are_those_that_are_taken(training: bool) -> None:
    graph = graph_of(chain(dense(7, "gelu"), {"kind": "dropout"}, dense(300, "relu")))
    layout = layout_of(graph, Pass(64, training))
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    arrays = layout.carve(np.dtype(np.float32))
    taken = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert sum(array.nbytes for array in arrays.values()) <= layout.bytes <= taken <= layout.bytes + 20_000
    ends = sorted((array.ctypes.data, array.ctypes.data + array.nbytes) for array in arrays.values())
    assert all(end <= start for (_, end), (start, _) in zip(ends, ends[1:], strict=False)), "arrays overlap"


@pytest.mark.parametrize("activation", ["relu", "softmax", "gelu"])
def test_a_run_allocates_nothing(activation: str) -> None:
    document = drawing(
        {
            "input": {"kind": "input"},
            "a": dense(40, activation),
            "b": dense(40, "elu", bias=False),
            "drop": {"kind": "dropout"},
            "join": {"kind": "multiply"},
            "flat": {"kind": "flatten"},
            "output": {"kind": "output"},
        },
        ["input a", "a b", "b drop", "a join", "drop join", "join flat", "flat output"],
    )
    plan, _, _ = compiled(graph_of(document), batch=256)
    tracemalloc.start()
    for _ in range(50):
        plan.run()  # fills NumPy's caches for its own small change
    before, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    for _ in range(50):
        plan.run()
    after, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # One array between layers has 40 960 bytes; NumPy's own bookkeeping for broadcasting takes one or two thousand.
    assert peak - before < 8_000, f"{peak - before} bytes"
    assert after - before < 500


def slow(graph: Graph, parameters: Parameters, plan: Plan) -> dict[str, np.ndarray]:
    """Loops over points and nodes, float64: what each node gives, the slow and obvious way."""
    bends: dict[str, Any] = {
        "linear": lambda z: z,
        "tanh": np.tanh,
        "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
        "softplus": lambda z: np.log1p(np.exp(z)),
        "sine": np.sin,
        "silu": lambda z: z / (1 + np.exp(-z)),
    }
    values: dict[str, list[np.ndarray]] = {node.id: [] for node in graph.nodes}
    for point in range(BATCH):
        for node in graph.nodes:
            inputs = [values[source][point] for source in node.sources]
            kind = node.layer.kind  # type: ignore[attr-defined]
            if not node.sources:
                values[node.id].append(plan.feeds[node.id][point, :-1].astype(float))
                continue
            if kind == "add":
                out = sum(inputs[1:], inputs[0])
            elif kind == "multiply":
                out = np.prod(inputs, axis=0)
            elif kind == "concatenate":
                out = np.concatenate(inputs)
            elif kind == "dense":
                views = parameters.of(node.id)
                z = [float(np.dot(row, inputs[0])) for row in views["weight"].astype(float)]
                out = bends[node.layer.activation](np.array(z) + views["bias"])  # type: ignore[attr-defined]
            else:
                out = inputs[0] if kind == "flatten" else bends[node.layer.activation](inputs[0])  # type: ignore[attr-defined]
            values[node.id].append(out)
    return {node: np.array(rows).T for node, rows in values.items()}


@st.composite
def drawings(draw: st.DrawFn) -> Document:
    """Any network without loops: each card takes one or several of those before it; all end in the output."""
    units = st.integers(1, 4)
    layers: dict[str, Any] = {"x": {"kind": "input"}, "y": {"kind": "input", "columns": ["x2"]}}
    wires: list[str] = []
    shapes = {"x": 2, "y": 1}
    for number in range(draw(st.integers(1, 6))):
        name = f"n{number}"
        kind = draw(st.sampled_from(["dense", "dense", "activation", "flatten", "add", "multiply", "concatenate"]))
        sources = [draw(st.sampled_from(sorted(shapes)))]
        if kind in ("add", "multiply", "concatenate"):
            alike = [s for s in sorted(shapes) if kind == "concatenate" or shapes[s] == shapes[sources[0]]]
            sources = draw(st.lists(st.sampled_from(alike), min_size=1, max_size=3, unique=True))
            kind = kind if len(sources) > 1 else "flatten"
        layers[name] = {"kind": kind}
        shapes[name] = sum(shapes[s] for s in sources) if kind == "concatenate" else shapes[sources[0]]
        if kind in ("dense", "activation"):
            layers[name]["activation"] = draw(st.sampled_from(ELEMENTWISE))
        if kind == "dense":
            layers[name]["units"] = shapes[name] = draw(units)
        wires += [f"{source} {name}" for source in sources]
    ends = [name for name in shapes if not any(wire.startswith(f"{name} ") for wire in wires)]
    if len(ends) > 1:
        layers["all"] = {"kind": "concatenate"}
        wires += [f"{end} all" for end in ends]
    layers["output"] = {"kind": "output"}
    wires.append(f"{'all' if len(ends) > 1 else ends[0]} output")
    return drawing(layers, wires)


@settings(max_examples=at_most(60), deadline=None, derandomize=True)
@given(drawings())
def test_any_drawing_runs_as_the_slow_reference_and_has_its_gradient(document: Document) -> None:
    graph = graph_of(document).check()
    plan, parameters, gradients = compiled(graph, np.float64)
    plan.run()
    reference = slow(graph, parameters, plan)
    for node in graph.nodes:
        assert plan.values[node.id].data == pytest.approx(reference[node.id], rel=1e-9, abs=1e-12), node.id

    def loss(vector: np.ndarray) -> float:
        moved = Parameters(graph, vector)
        return float(np.mean((slow(graph, moved, plan)["output"] - plan.target) ** 2))

    check_gradient(loss, parameters.vector, gradients.vector, tries=1)


@settings(max_examples=at_most(25), deadline=None, derandomize=True)
@given(drawings())
def test_compiling_twice_and_looking_in_between_changes_nothing(document: Document) -> None:
    graph = graph_of(document).check()
    plan, parameters, gradients = compiled(graph)
    plan.run()
    first = gradients.vector.copy()
    again, _, other = compiled(graph)
    looking = compile_forward(graph, parameters, 3)
    looking.run()
    again.run()
    plan.run()
    assert np.array_equal(first, gradients.vector)
    assert np.array_equal(first, other.vector)


def test_looking_has_buffers_of_its_own() -> None:
    graph = graph_of(chain(dense(4), {"kind": "dropout"}))
    plan, parameters, _ = compiled(graph)
    looking = compile_forward(graph, parameters, BATCH)
    for node in graph.nodes:
        assert not np.shares_memory(plan.values[node.id].rows, looking.values[node.id].rows)


def test_in_use_dropout_lets_everything_through() -> None:
    graph = graph_of(chain(dense(4), {"kind": "dropout", "rate": 0.9}))
    looking = compile_forward(graph, random_parameters(graph, dtype=np.float32), BATCH)
    looking.run()
    assert np.array_equal(looking.values["layer1"].data, looking.values["layer2"].data)


@pytest.mark.parametrize("rate", [0.0, 0.3, 0.95])
def test_dropout_silences_its_share_and_strengthens_the_rest(rate: float) -> None:
    graph = graph_of(chain(dense(200), {"kind": "dropout", "rate": rate}))
    plan, _, _ = compiled(graph)
    shares = []
    for _ in range(40):
        plan.run()
        before, after = plan.values["layer1"].data, plan.values["layer2"].data
        kept = after != 0
        assert after[kept] == pytest.approx(before[kept] / (1 - rate), rel=1e-5)
        shares.append(1 - kept.mean())
    assert np.mean(shares) == pytest.approx(rate, abs=0.01)
