"""Gradients of every layer × activation × option against finite differences in float64, and against PyTorch."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np
import pytest

from descent.document import Document
from descent.engine.build import graph_of
from descent.engine.parameters import Parameters
from descent.engine.plan import Plan, compile_forward, compile_training
from descent.ops.activations import Activation
from descent.ops.losses import Loss
from descent.ops.losses.base import Answers
from support.gradients import check_gradient
from support.networks import chain, dense, drawing, random_parameters
from support.twins.base import activation as torch_activation

BATCH = 6
ACTIVATIONS = sorted(Activation.kinds)
PLANE = {"dataset": {"kind": "spiral"}}
MANY = {"dataset": {"kind": "blobs"}}
NUMBERS = {"dataset": {"kind": "plane"}}
IMAGES = {"dataset": {"kind": "digits"}}


class Compiled:
    """One batch through a document's network: the loss as a function of the parameters, and its gradient."""

    def __init__(self, document: Document, dtype: type[np.floating] = np.float64, training: bool = True) -> None:
        self.graph = graph_of(document).check()
        self.loss: Loss = document.training.loss
        self.parameters = random_parameters(self.graph, dtype=dtype)
        self.gradients = Parameters.zeros(self.graph, dtype)
        assert self.graph.head is not None
        rng = np.random.default_rng(11)
        self.x = rng.normal(0, 1, (BATCH, *self._width())).astype(dtype)
        classes = rng.integers(0, max(2, self.graph.head.classes), BATCH)
        units = self.graph.head.units
        ours = np.arange(units)[:, None] if units > 1 else np.array([[1]])
        self.t = np.where(classes == ours, 1.0, self.graph.head.low).astype(dtype)
        if not self.graph.head.classes:
            self.t = rng.normal(0, 1, (1, BATCH)).astype(dtype)
        self.looking = compile_forward(self.graph, self.parameters, BATCH)
        self.plan = self.step_plan()

    def _width(self) -> tuple[int, ...]:
        return (1 + max(max(node.columns) for node in self.graph.nodes if not node.sources),)

    def step_plan(self) -> Plan:
        return compile_training(
            self.graph, self.parameters, self.gradients, self.loss, BATCH, BATCH, np.random.default_rng(0)
        )

    def feed(self, plan: Plan) -> None:
        for node, rows in plan.feeds.items():
            rows[:, :-1] = self.x[:, list(self.graph.by_id[node].columns)]

    def value(self, vector: np.ndarray) -> float:
        """The loss at these parameters, by the plan that only looks."""
        before = self.parameters.vector.copy()
        self.parameters.vector[...] = vector
        self.feed(self.looking)
        self.looking.run()
        self.parameters.vector[...] = before
        return self.loss.measure(Answers(self.looking.sums, self.looking.answers, self.t))()

    def gradient(self) -> np.ndarray:
        self.feed(self.plan)
        self.plan.target[...] = self.t
        self.plan.run()
        return self.gradients.vector

    def check(self) -> None:
        gradient = self.gradient()
        mask = np.zeros_like(gradient)
        for view in Parameters(self.graph, mask).named().values():
            view[...] = 1
        assert (gradient[mask == 0] == 0).all(), "what is no parameter must have no gradient"
        check_gradient(lambda moved: self.value(moved * mask), self.parameters.vector, gradient)


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_dense(activation: str, bias: bool) -> None:
    Compiled(chain(dense(5, activation, bias=bias), dense(4, activation, bias=bias), output={"bias": bias})).check()


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_activation_layer_behind_weights_and_behind_data(activation: str) -> None:
    bend = {"kind": "activation", "activation": activation}
    Compiled(chain(bend, dense(5, "linear"), bend, dense(3))).check()


@pytest.mark.parametrize("data", [PLANE, MANY, NUMBERS], ids=["two classes", "many classes", "numbers"])
@pytest.mark.parametrize("activation", ["auto", *ACTIVATIONS])
@pytest.mark.parametrize("loss", sorted(Loss.kinds))
def test_every_head(loss: str, activation: str, data: dict[str, Any]) -> None:
    """Every loss × activation of the output × kind of data that goes together; the others are refused in words."""
    document = chain(dense(4), data=data, output={"activation": activation}, loss={"kind": loss})
    shared = dict.fromkeys(("categorical_cross_entropy", "focal", "kl_divergence"), "softmax")
    fused = {"binary_cross_entropy": "sigmoid", **shared}.get(loss)
    refused = (
        (data is NUMBERS and (fused or loss in ("hinge", "squared_hinge", "cosine")))
        or (fused and activation not in ("auto", fused))
        or (data is NUMBERS and activation == "softmax")
    )
    graph = graph_of(document)
    assert graph.valid == (not refused)
    if refused:
        (problem,) = graph.problems
        assert problem.node == "output"
        assert problem.code.startswith("loss.")
        assert problem.sentence()
    else:
        Compiled(document).check()


def test_parts_of_a_value_that_others_hear_too() -> None:
    """Their gradients meet in one scratch, which is not clean: what a part leaves out has to be zero each time."""
    document = drawing(
        {
            "input": {"kind": "input"},
            "trunk": dense(4),
            "pairs": {"kind": "maxout"},
            "first": {"kind": "split", "start": 0, "length": 2},
            "last": {"kind": "split", "start": 1, "length": 3},
            "whole": dense(3),
            "join": {"kind": "concatenate"},
            "output": {"kind": "output"},
        },
        [
            *(f"trunk {node}" for node in ("first", "last", "whole", "pairs")),
            *(f"{node} join" for node in ("first", "last", "whole", "pairs")),
            *("input trunk", "join output"),
        ],
    )
    Compiled(document).check()


@pytest.mark.parametrize("merge", ["add", "multiply", "concatenate"])
def test_merges_of_three_branches_that_share_a_source(merge: str) -> None:
    document = drawing(
        {
            "input": {"kind": "input"},
            "trunk": dense(4),
            "left": dense(4, "sigmoid"),
            "right": dense(4, "silu"),
            "join": {"kind": merge},
            "after": dense(3, "elu"),
            "output": {"kind": "output"},
        },
        # The trunk goes into the merge itself, too: three gradients meet there.
        [
            "input trunk",
            "trunk left",
            "trunk right",
            "left join",
            "trunk join",
            "right join",
            "join after",
            "after output",
        ],
    )
    Compiled(document).check()


def test_several_inputs_with_columns_of_their_own() -> None:
    document = drawing(
        {
            "first": {"kind": "input", "columns": ["x2"]},
            "second": {"kind": "input", "columns": ["x1*x2", "x1"]},
            "a": dense(3),
            "b": dense(3, "sine"),
            "join": {"kind": "concatenate"},
            "output": {"kind": "output"},
        },
        ["first a", "second b", "a join", "b join", "second join", "join output"],
        data={**PLANE, "features": ["x1", "x2", "x1*x2"]},
    )
    compiled = Compiled(document)
    assert [compiled.graph.by_id[name].columns for name in ("first", "second")] == [(1,), (2, 0)]
    compiled.check()


def test_flatten_and_reshape_on_the_way() -> None:
    document = chain(
        {"kind": "flatten"},
        dense(8),
        {"kind": "reshape", "shape": [2, 2, 2]},
        {"kind": "activation", "activation": "softmax"},
        {"kind": "reshape", "shape": [4, 2]},
        {"kind": "activation", "activation": "gelu"},
        {"kind": "flatten"},
        dense(3),
        data=IMAGES,
        loss={"kind": "categorical_cross_entropy"},
    )
    Compiled(document).check()


def test_a_value_that_is_passed_on_and_used_itself_gathers_both_gradients() -> None:
    document = drawing(
        {
            "input": {"kind": "input"},
            "a": dense(4),
            "flat": {"kind": "flatten"},
            "b": dense(4),
            "join": {"kind": "multiply"},
            "output": {"kind": "output"},
        },
        ["input a", "a flat", "flat b", "b join", "a join", "join output"],
    )
    Compiled(document).check()


def test_dropout_has_the_gradient_of_what_its_mask_let_through() -> None:
    """With the mask of one run held fixed, the network is y = … (x ⊙ mask) …: differences of that."""
    document = chain(dense(6), {"kind": "dropout", "rate": 0.4}, dense(5, "sigmoid"))
    compiled = Compiled(document)
    gradient = compiled.gradient().copy()
    dropped = compiled.plan.values["layer2"].data / compiled.plan.values["layer1"].data

    def value(vector: np.ndarray) -> float:
        parameters = Parameters(compiled.graph, vector)
        w = parameters.named()
        hidden = np.tanh(w["layer1.weight"] @ compiled.x.T + w["layer1.bias"][:, None]) * dropped
        second = 1 / (1 + np.exp(-(w["layer3.weight"] @ hidden + w["layer3.bias"][:, None])))
        return float(np.mean((np.tanh(w["output.weight"] @ second + w["output.bias"][:, None]) - compiled.t) ** 2))

    check_gradient(value, compiled.parameters.vector, gradient)
    assert set(np.unique(dropped.round(12))) == {0.0, round(1 / 0.6, 12)}


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_gradients_in_single_precision_are_those_of_pytorch(activation: str, torch: ModuleType) -> None:
    compiled = Compiled(chain(dense(16, activation), dense(12, activation), data=NUMBERS), np.float32)
    gradient = compiled.gradient()
    named = compiled.parameters.named()
    theirs = {name: torch.tensor(np.array(view), requires_grad=True) for name, view in named.items()}
    x = torch.tensor(compiled.x)
    for node in ("layer1", "layer2", "output"):
        z = torch.nn.functional.linear(x, theirs[f"{node}.weight"], theirs[f"{node}.bias"])
        x = z if node == "output" else torch_activation(torch, activation)(z)
    torch.nn.functional.mse_loss(x, torch.tensor(compiled.t.T)).backward()
    expected = Parameters.zeros(compiled.graph)
    for name, view in expected.named().items():
        found = theirs[name].grad
        assert found is not None
        view[...] = found.numpy()
    assert np.linalg.norm(gradient - expected.vector) <= 1e-5 * np.linalg.norm(expected.vector)


def test_one_step_worked_out_by_hand() -> None:
    """One input, one tanh unit, a linear output: x = 1, w = 0.5, b = 0, v = 2, c = 0, target 1.

    h = tanh 0.5 = 0.4621172, y = 2 h = 0.9242343, loss (y − 1)² = 0.0057404. ∂loss/∂y = 2 (y − 1) = −0.1515313,
    ∂v = ∂y h = −0.0700252, ∂h = 2 ∂y = −0.3030627, ∂z = ∂h (1 − h²) = −0.2383429, ∂w = ∂z.
    """
    document = drawing(
        {"input": {"kind": "input", "columns": ["x1"]}, "hidden": dense(1), "output": {"kind": "output"}},
        ["input hidden", "hidden output"],
        data=NUMBERS,
    )
    compiled = Compiled(document)
    compiled.x, compiled.t = np.ones((BATCH, 1)), np.ones((1, BATCH))
    named = compiled.parameters.named()
    for name, number in (("hidden.weight", 0.5), ("hidden.bias", 0), ("output.weight", 2), ("output.bias", 0)):
        named[name][...] = number
    compiled.gradient()
    gradients = {name: view.item() for name, view in compiled.gradients.named().items()}
    assert gradients == pytest.approx(
        {
            "hidden.weight": -0.2383429,
            "hidden.bias": -0.2383429,
            "output.weight": -0.0700252,
            "output.bias": -0.1515313,
        },
        abs=1e-6,
    )
    assert compiled.value(compiled.parameters.vector) == pytest.approx(0.0057404, abs=1e-7)
