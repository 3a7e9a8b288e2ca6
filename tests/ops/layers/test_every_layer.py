"""Every layer × its options: shapes, values, gradients and state dicts as PyTorch's; gradients by differences too."""

from __future__ import annotations

import tracemalloc
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from descent.engine.buffers import Pass, layout_of
from descent.engine.parameters import Parameters
from descent.engine.plan import compile_forward
from descent.ops.layers import Layer
from descent.training.loading import fitting
from support.gradients import check_gradient
from support.single_layer import BATCH, LAYER, SingleLayer, graph_of_case
from support.torch_network import torch_network
from support.twins import CASES, TWINS, Case

MANY = 1024
"""Points of a batch whose every array is larger than what NumPy takes for itself."""

every_case = pytest.mark.parametrize("case", CASES, ids=str)


def with_our_parameters(torch: ModuleType, ours: SingleLayer) -> Any:
    """PyTorch's network, given our parameters by `load_state_dict`, which is strict about names and shapes."""
    theirs = torch_network(torch, ours.graph)
    theirs.load_state_dict({name: torch.tensor(np.array(view)) for name, view in ours.parameters.named().items()})
    return theirs


def error(found: np.ndarray, expected: np.ndarray) -> float:
    """Relative, by norm."""
    return float(np.linalg.norm(found - expected) / max(float(np.linalg.norm(expected)), 1e-9))


@every_case
def test_values_gradients_and_statistics_are_those_of_pytorch(case: Case, torch: ModuleType) -> None:
    ours = SingleLayer(case, np.float32)
    theirs = with_our_parameters(torch, ours)
    theirs.train(not case.calm)
    answers = theirs({node: torch.tensor(x) for node, x in ours.inputs().items()})
    torch.nn.functional.mse_loss(answers, torch.tensor(ours.t.T)).backward()
    gradients = ours.gradient()

    value = ours.training.values[LAYER].data
    expected = theirs.values[LAYER].detach().numpy()
    assert value.shape == (*expected.shape[1:], BATCH)
    assert error(np.moveaxis(value, -1, 0), expected) <= 1e-5
    largest = max(float(np.linalg.norm(parameter.grad.numpy())) for parameter in theirs.parameters())
    for name, parameter in theirs.named_parameters():
        node, _, rest = name.partition(".")
        found, wanted = gradients.of(node)[rest], parameter.grad.numpy()
        # Where a gradient is zero by nature (a bias before a normalisation), both have nothing but rounding.
        assert np.linalg.norm(found - wanted) <= 1e-5 * max(float(np.linalg.norm(wanted)), 1e-2 * largest), name
    named = ours.parameters.named()
    for name, buffer in theirs.named_buffers():
        assert error(named[name], buffer.numpy()) <= 1e-5, name


@every_case
def test_in_use_it_says_what_pytorch_says(case: Case, torch: ModuleType) -> None:
    ours = SingleLayer(case, np.float32)
    ours.run(ours.training)  # so that statistics are none of those that it began with
    theirs = with_our_parameters(torch, ours).eval()
    expected = theirs({node: torch.tensor(x) for node, x in ours.inputs().items()}).detach().numpy().T
    ours.run(ours.looking)
    assert error(ours.looking.answers, expected) <= 1e-5


@every_case
def test_gradients_agree_with_differences(case: Case) -> None:
    if case.kinks:
        return
    ours = SingleLayer(case, np.float64)
    gradient = ours.gradient().vector.copy()
    mask = Parameters.zeros(ours.graph, np.float64)
    for node in ours.graph.nodes:
        for view in mask.of(node.id).values():
            view[...] = 1
    assert (gradient[mask.vector == 0] == 0).all(), "what is no parameter must have no gradient"
    rest = ours.start * (1 - mask.vector)
    check_gradient(lambda moved: ours.loss_at(moved * mask.vector + rest), ours.start * mask.vector, gradient)


@every_case
def test_a_state_dict_of_pytorch_is_taken(case: Case, torch: ModuleType) -> None:
    ours = SingleLayer(case, np.float32)
    torch.manual_seed(3)
    state = torch_network(torch, ours.graph).state_dict()
    given = fitting({name: tensor.numpy() for name, tensor in state.items()}, ours.parameters)
    assert set(given) == set(ours.parameters.named())
    for name, view in ours.parameters.named().items():
        view[...] = given[name]
    theirs = with_our_parameters(torch, ours)
    for name, tensor in theirs.state_dict().items():
        assert np.array_equal(tensor.numpy(), state[name].numpy()), name


@every_case
def test_a_step_allocates_nothing_and_its_bytes_were_known(case: Case) -> None:
    ours = SingleLayer(case, np.float32, MANY)
    for plan, training in ((ours.training, True), (ours.looking, False)):
        assert plan.bytes == layout_of(ours.graph, Pass(MANY, training)).bytes
        for _ in range(2):
            plan.run()
        before_that = np.setbufsize(16)  # what NumPy walks scattered memory with: 8,192 numbers, whatever the plan
        tracemalloc.start()
        plan.run()
        before, _ = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        plan.run()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        np.setbufsize(before_that)
        # One number a point would be 4,096 bytes; NumPy's own bookkeeping for broadcasting takes one or two thousand.
        assert peak - before < 4_000, f"a step took {peak - before} bytes"


@every_case
def test_looking_twice_says_the_same(case: Case) -> None:
    ours = SingleLayer(case, np.float32)
    ours.run(ours.looking)
    first = ours.looking.answers.copy()
    again = compile_forward(ours.graph, ours.parameters, BATCH)
    ours.run(again)
    ours.run(ours.looking)
    assert np.array_equal(first, again.answers)
    assert np.array_equal(first, ours.looking.answers)


def test_every_layer_has_a_case_and_a_twin() -> None:
    apart = {"input", "output"}  # they are in every case
    assert {case.settings["kind"] for case in CASES} == set(TWINS) == set(Layer.kinds) - apart


@every_case
def test_the_parameters_are_counted(case: Case) -> None:
    graph = graph_of_case(case)
    assert graph.valid, [problem.sentence() for problem in graph.problems]
    views = Parameters.zeros(graph).of(LAYER)
    assert graph.by_id[LAYER].parameters == sum(view.size for view in views.values())
