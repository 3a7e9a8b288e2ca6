"""The graph: shapes and parameters where a drawing is right, words on the card where it is not."""

from __future__ import annotations

import tracemalloc
from typing import Any

import pytest

from descent.limits import MAX_PARAMETERS, MAX_PLAN_BYTES
from descent.ops.layers import Layer
from descent.problems import GraphError
from support.networks import SPIRAL, chain, dense, drawing, graph_of, sentences

DIGITS = {"dataset": {"kind": "digits"}}
INPUT = {"kind": "input"}
OUTPUT = {"kind": "output"}


def test_shapes_and_parameters_of_a_right_drawing() -> None:
    graph = graph_of(chain(dense(4), dense(2)))
    assert graph.valid
    assert graph.shapes == {"input": (2,), "layer1": (4,), "layer2": (2,), "output": (1,)}
    assert graph.parameters == {"input": 0, "layer1": 12, "layer2": 10, "output": 3}
    assert graph.parameter_count == 25
    assert [node.id for node in graph.nodes] == ["input", "layer1", "layer2", "output"]


def test_nodes_come_after_their_sources_however_they_are_drawn() -> None:
    graph = graph_of(
        drawing({"output": OUTPUT, "b": dense(2), "a": dense(3), "input": INPUT}, ["b output", "a b", "input a"])
    )
    assert [node.id for node in graph.nodes] == ["input", "a", "b", "output"]


def test_a_merge_takes_its_inputs_in_the_order_of_the_wires() -> None:
    layers = {"input": INPUT, "a": dense(2), "b": dense(3), "join": {"kind": "concatenate"}, "output": OUTPUT}
    graph = graph_of(drawing(layers, ["input a", "input b", "b join", "a join", "join output"]))
    assert graph.by_id["join"].sources == ("b", "a")
    assert graph.shapes["join"] == (5,)


@pytest.mark.parametrize(
    ("data", "loss", "units"),
    [
        ("spiral", "squared", 1),
        ("spiral", "binary_cross_entropy", 1),
        ("spiral", "categorical_cross_entropy", 2),
        ("spiral", "hinge", 1),
        ("iris", "squared", 3),
        ("iris", "binary_cross_entropy", 3),
        ("iris", "hinge", 3),
        ("diabetes", "huber", 1),
    ],
)
def test_the_output_has_the_units_that_data_and_loss_demand(data: str, loss: str, units: int) -> None:
    graph = graph_of(chain(dense(4), data={"dataset": {"kind": data}}, loss={"kind": loss}))
    assert graph.shapes["output"] == (units,)


BROKEN: list[tuple[str, dict[str, Any], list[str], dict[str, Any], dict[str | None, str]]] = [
    (
        "no input",
        {"a": dense(2), "output": OUTPUT},
        ["a output"],
        SPIRAL,
        {
            None: "The network has no input. Add an Input card and draw a wire from it.",
            "a": "Nothing comes into “A”. Draw a wire to it, or delete it.",
        },
    ),
    (
        "no output",
        {"input": INPUT, "a": dense(2)},
        ["input a"],
        SPIRAL,
        {None: "The network has no output. Add an Output card and draw a wire to it."},
    ),
    (
        "second output",
        {"input": INPUT, "output": OUTPUT, "other": OUTPUT},
        ["input output", "input other"],
        SPIRAL,
        {"other": "There can be one output, and “Output” is one already. Delete one of the two."},
    ),
    (
        "cycle",
        {"input": INPUT, "a": {"kind": "add"}, "b": dense(2), "output": OUTPUT},
        ["input a", "a b", "b a", "b output"],
        SPIRAL,
        {
            "a": "“A” lies on a loop: what it gives comes back to it through “B”. Remove a wire of the loop.",
            "b": "“B” lies on a loop: what it gives comes back to it through “A”. Remove a wire of the loop.",
        },
    ),
    (
        "a wire to itself",
        {"input": INPUT, "a": {"kind": "add"}, "output": OUTPUT},
        ["input a", "a a", "a output"],
        SPIRAL,
        {"a": "“A” lies on a loop: what it gives comes back to it through “A”. Remove a wire of the loop."},
    ),
    (
        "not connected",
        {"input": INPUT, "a": dense(2), "output": OUTPUT},
        ["input output"],
        SPIRAL,
        {"a": "Nothing comes into “A”. Draw a wire to it, or delete it."},
    ),
    (
        "leads nowhere",
        {"input": INPUT, "a": dense(2), "output": OUTPUT},
        ["input output", "input a"],
        SPIRAL,
        {"a": "What “A” gives never reaches the output. Draw a wire from it, or delete it."},
    ),
    (
        "a wire into the input",
        {"input": INPUT, "a": dense(2), "output": OUTPUT},
        ["input a", "a output", "a input"],
        SPIRAL,
        {
            "input": "“Input” lies on a loop: what it gives comes back to it through “A”. Remove a wire of the loop.",
            "a": "“A” lies on a loop: what it gives comes back to it through “Input”. Remove a wire of the loop.",
        },
    ),
    (
        "an input behind an input",
        {"input": INPUT, "second": INPUT, "output": OUTPUT},
        ["input second", "second output"],
        SPIRAL,
        {"second": "“Second” takes its numbers from the data, but a wire comes in from Input. Remove the wire."},
    ),
    (
        "behind the output",
        {"input": INPUT, "output": OUTPUT, "a": dense(2)},
        ["input output", "output a"],
        SPIRAL,
        {
            "output": "“Output” is the end, but a wire leads from it to “A”. Remove the wire.",
            "a": "What “A” gives never reaches the output. Draw a wire from it, or delete it.",
        },
    ),
    (
        "two wires into a dense layer",
        {"input": INPUT, "a": dense(2), "b": dense(2), "output": OUTPUT},
        ["input a", "input b", "a b", "b output"],
        SPIRAL,
        {
            "b": "Dense “B” takes one wire, but 2 come in, from Input, A. "
            "Join them with Add or Concatenate first, or remove all but one."
        },
    ),
    (
        "one wire into a merge",
        {"input": INPUT, "a": {"kind": "add"}, "output": OUTPUT},
        ["input a", "a output"],
        SPIRAL,
        {"a": "Add “A” joins two wires or more, but only one comes in, from Input. Draw another one to it."},
    ),
    (
        "image into a dense layer",
        {"input": INPUT, "a": dense(2), "output": OUTPUT},
        ["input a", "a output"],
        DIGITS,
        {"a": "Dense “A” needs a vector, but “Input” gives 1 × 8 × 8. Put Flatten between them."},
    ),
    (
        "image into the output",
        {"input": INPUT, "output": OUTPUT},
        ["input output"],
        DIGITS,
        {"output": "Output “Output” needs a vector, but “Input” gives 1 × 8 × 8. Put Flatten between them."},
    ),
    (
        "different shapes into Add",
        {"input": INPUT, "a": dense(2), "b": dense(3), "join": {"kind": "add"}, "output": OUTPUT},
        ["input a", "input b", "a join", "b join", "join output"],
        SPIRAL,
        {
            "join": "Add “Join” needs inputs of the same shape, but “A” gives 2 and “B” gives 3. "
            "Give both the same number of units."
        },
    ),
    (
        "different images into Concatenate",
        {
            "input": INPUT,
            "flat": {"kind": "flatten"},
            "join": {"kind": "concatenate"},
            "f": {"kind": "flatten"},
            "output": OUTPUT,
        },
        ["input flat", "input join", "flat join", "join f", "f output"],
        DIGITS,
        {
            "join": "Concatenate “Join” needs inputs that differ in their first axis only, but “Input” gives 1 × 8 × 8 "
            "and “Flat” gives 64. Put Flatten before them."
        },
    ),
    (
        "reshape to another size",
        {"input": INPUT, "a": {"kind": "reshape", "shape": [3, 5]}, "output": OUTPUT},
        ["input a", "a output"],
        DIGITS,
        {
            "a": "Reshape “A” should make 3 × 5, which is 15 numbers, but “Input” gives 1 × 8 × 8, which is 64. "
            "Choose a shape with 64 numbers."
        },
    ),
    (
        "unknown column",
        {"input": {"kind": "input", "columns": ["x1", "x9"]}, "output": OUTPUT},
        ["input output"],
        SPIRAL,
        {"input": "“Input” asks for the column “x9”, which these data do not have. They have: x1, x2."},
    ),
    (
        "a column twice",
        {"input": {"kind": "input", "columns": ["x1", "x1"]}, "output": OUTPUT},
        ["input output"],
        SPIRAL,
        {"input": "“Input” asks for the column “x1” twice. Choose it once."},
    ),
]


@pytest.mark.parametrize(("layers", "wires", "data", "said"), [case[1:] for case in BROKEN], ids=[c[0] for c in BROKEN])
def test_what_is_wrong_is_said_on_its_card(
    layers: dict[str, Any], wires: list[str], data: dict[str, Any], said: dict[str | None, str]
) -> None:
    graph = graph_of(drawing(layers, wires, data))
    assert not graph.valid
    assert sentences(graph) == said
    with pytest.raises(GraphError) as caught:
        graph.check()
    assert caught.value.problems == list(graph.problems)


def test_loss_and_data_that_do_not_go_together() -> None:
    numbers = {"dataset": {"kind": "diabetes"}}
    graph = graph_of(chain(dense(4), data=numbers, loss={"kind": "hinge"}))
    assert sentences(graph)["output"].startswith("Hinge is for classes, but “")
    graph = graph_of(chain(dense(4), output={"activation": "relu"}, loss={"kind": "binary_cross_entropy"}))
    assert sentences(graph) == {
        "output": "Binary cross-entropy needs Sigmoid at the output, but it is set to ReLU. "
        "Set the output’s activation to auto, or choose another loss."
    }
    graph = graph_of(chain(dense(4), data=numbers, output={"activation": "softmax"}))
    assert "would always be 1" in sentences(graph)["output"]


def test_cards_behind_a_mistake_are_not_blamed_for_it() -> None:
    graph = graph_of(chain(dense(4), dense(3), data=DIGITS))
    assert list(sentences(graph)) == ["layer1"]
    assert graph.shapes == {"input": (1, 8, 8), "layer1": None, "layer2": None, "output": None}


def test_too_many_parameters_are_refused_without_any_of_them_being_made() -> None:
    document = chain(*[dense(4096)] * 3, data=DIGITS | {"dataset": {"kind": "iris"}})
    tracemalloc.start()
    graph = graph_of(document)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert graph.problems[0].code == "graph.too_many_parameters"
    assert str(MAX_PARAMETERS) in graph.problems[0].sentence()
    assert peak < 1_000_000


def test_too_large_a_plan_is_refused_without_any_of_it_being_made() -> None:
    wide = drawing(
        {
            "input": INPUT,
            "thin": dense(1),
            **{f"d{n}": dense(4096) for n in range(40)},
            "join": {"kind": "add"},
            "output": OUTPUT,
        },
        ["input thin", *(f"thin d{n}" for n in range(40)), *(f"d{n} join" for n in range(40)), "join output"],
        batch_size=4096,
    )
    tracemalloc.start()
    graph = graph_of(wide)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert graph.problems[0].code == "graph.too_many_bytes"
    assert graph.bytes > MAX_PLAN_BYTES
    assert f"at most {MAX_PLAN_BYTES // 2**20} MB" in graph.problems[0].sentence()
    assert peak < 1_000_000


@pytest.mark.parametrize("kind", sorted(Layer.kinds))
def test_a_card_of_any_kind_alone_is_a_problem_and_no_exception(kind: str) -> None:
    assert not graph_of(drawing({"only": {"kind": kind}}, [])).valid


def test_names_and_places_do_not_make_another_graph() -> None:
    one, other = (chain(dense(4)) for _ in range(2))
    nodes = [node.model_copy(update={"name": "Other", "x": 99.0}) for node in other.network.nodes]
    renamed = other.model_copy(update={"network": other.network.model_copy(update={"nodes": nodes})})
    assert graph_of(one).alike(graph_of(renamed))
    assert not graph_of(one).alike(graph_of(chain(dense(5))))
