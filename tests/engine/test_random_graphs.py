"""Any drawing of any layers compiles, runs, and agrees with PyTorch built from the same document."""

from __future__ import annotations

from types import ModuleType

import numpy as np
from hypothesis import HealthCheck, Phase, find, given, settings

from descent.engine.build import graph_of
from descent.engine.parameters import Parameters
from descent.engine.plan import compile_forward, compile_training
from descent.ops.losses.squared import Squared
from descent.training.trainer import Trainer
from support.cases import at_most
from support.networks import drawing
from support.random_networks import PALETTE, Drawing, drawings
from support.torch_network import torch_network

BATCH = 5
TOLERANCE = 2e-4
"""Relative, by norm: single precision through a dozen layers."""


@settings(
    max_examples=at_most(120),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drawn=drawings())
def test_values_and_gradients_are_those_of_pytorch(drawn: Drawing, torch: ModuleType) -> None:
    document = drawing(drawn.layers, drawn.wires, learning_rate=1e-4)
    whole = graph_of(document).check()
    graph = whole.calm()  # without chance; what gathers statistics uses them
    parameters, gradients = Parameters.zeros(graph), Parameters.zeros(graph)
    rng = np.random.default_rng(2)
    parameters.initialise(rng)
    for node in graph.nodes:
        for view in parameters.of(node.id).values():
            view[...] += rng.normal(0, 0.1, view.shape)
    x = rng.standard_normal((BATCH, 2)).astype(np.float32)
    t = rng.standard_normal((1, BATCH)).astype(np.float32)

    theirs = torch_network(torch, graph).eval()
    theirs.load_state_dict({name: torch.tensor(np.array(view)) for name, view in parameters.named().items()})
    answers = theirs({"input": torch.tensor(x)})
    torch.nn.functional.mse_loss(answers, torch.tensor(t.T)).backward()

    plan = compile_training(graph, parameters, gradients, Squared(), BATCH, BATCH, np.random.default_rng(0))
    looking = compile_forward(graph, parameters, BATCH)
    for one in (plan, looking):
        one.feeds["input"][:, :-1] = x
    plan.target[...] = t
    plan.run()
    looking.run()
    expected = answers.detach().numpy().T
    assert np.linalg.norm(looking.answers - expected) <= TOLERANCE * max(float(np.linalg.norm(expected)), 1e-3)
    wanted, found = Parameters.zeros(graph), Parameters(graph, gradients.vector)
    for name, parameter in theirs.named_parameters():
        if parameter.grad is not None:  # none where nothing goes back to
            wanted.named()[name][...] = parameter.grad.numpy()
    assert np.linalg.norm(found.vector - wanted.vector) <= TOLERANCE * max(float(np.linalg.norm(wanted.vector)), 1e-4)


@settings(max_examples=at_most(40), deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=drawings())
def test_it_trains_and_goes_on_from_a_checkpoint(drawn: Drawing) -> None:
    trainer = Trainer(drawing(drawn.layers, drawn.wires, learning_rate=1e-4))
    trainer.advance(600, steps=3)
    again = Trainer.restore(trainer.checkpoint())
    for one in (trainer, again):
        one.advance(600, steps=2)
    for name, array in trainer.parameters().items():
        assert array.tobytes() == again.parameters()[name].tobytes(), name


def test_every_layer_turns_up() -> None:
    """The strategy reaches all of the palette: each kind is found in some drawing."""
    missing = {str(case["kind"]) for case in PALETTE}

    def reached(drawn: Drawing) -> bool:
        missing.difference_update(str(layer["kind"]) for layer in drawn.layers.values())
        return not missing

    find(drawings(), reached, settings=settings(max_examples=3000, phases=[Phase.generate], derandomize=True))
