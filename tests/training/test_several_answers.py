"""A point that wants an answer at every step of a sequence, or at some of them: loss and gradient as PyTorch's."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from descent.data.features import FeatureMap
from descent.data.load import LoadedData, Split
from descent.data.spec import DataSpec
from descent.engine.build import build_graph
from descent.engine.graph import Graph
from descent.training.course import Course
from descent.training.state import fresh_state
from descent.training.trainer import Trainer
from support.networks import chain, sentences
from support.torch_network import torch_network

STEPS, CLASSES, FEATURES = 5, 4, 3
NAMES = tuple(f"f{number}" for number in range(FEATURES * STEPS))
SPEC = DataSpec(NAMES, NAMES, (FEATURES, STEPS), "classification", "table", tuple("abcd"), "letter", steps=STEPS)
LSTM: dict[str, Any] = {"kind": "lstm", "units": 6, "returns": "all"}
LOSS: dict[str, Any] = {"kind": "categorical_cross_entropy"}


def points(count: int, seed: int, masked: float = 0.3) -> Split:
    """Classes at random, and −1 where nothing is asked."""
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((count, FEATURES, STEPS)).astype(np.float32)
    y = rng.integers(0, CLASSES, (count, STEPS))
    y[rng.random(y.shape) < masked] = -1
    y[:, 0] = np.maximum(y[:, 0], 0)  # one is asked of every point
    return Split(x, y, x.reshape(count, -1))


def course(*layers: dict[str, Any], masked: float = 0.3, **training: Any) -> Course:
    document = chain(*layers, **{"loss": LOSS, "batch_size": 8, **training})
    graph = build_graph(document.network, SPEC, document.training.loss, 8).check()
    data = LoadedData(SPEC, points(20, 1, masked), points(9, 2, masked), FeatureMap(None, (FEATURES, STEPS)))
    return Course(document.training, graph, data, fresh_state(graph, document.training, 20))


def theirs(torch: ModuleType, made: Course, split: Split) -> tuple[Any, Any]:
    """PyTorch's network with our parameters, and its mean cross-entropy over what is asked."""
    network = torch_network(torch, raw_output(made.graph))
    named = made.state.parameters.named()
    network.load_state_dict({name: torch.tensor(np.array(view)) for name, view in named.items()})
    logits = network({"input": torch.tensor(split.x)})
    loss = torch.nn.functional.cross_entropy(logits, torch.tensor(split.y), ignore_index=-1)
    return network, loss


def raw_output(graph: Graph) -> Graph:
    """The same graph with sums for answers: PyTorch's loss takes these."""
    nodes = [
        replace(node, layer=node.layer.model_copy(update={"activation": "linear"})) if node.id == "output" else node
        for node in graph.nodes
    ]
    return replace(graph, nodes=tuple(nodes))


@pytest.mark.parametrize("masked", [0.0, 0.4])
def test_the_losses_and_the_gradient_are_pytorchs(masked: float, torch: ModuleType) -> None:
    made = course(LSTM, masked=masked, batch_size=20)
    for split, judge in ((made.data.train, made.shop.train), (made.data.validation, made.shop.validation)):
        _, loss = theirs(torch, made, split)
        assert judge.judge()[0] == pytest.approx(loss.item(), rel=1e-5)
    network, loss = theirs(torch, made, made.data.train)
    loss.backward()
    made.begin_epoch()
    made.shop.loop.rehearse()  # the whole split, in another order
    gradients = made.state.gradients.named()
    for name, parameter in network.named_parameters():
        wanted = parameter.grad.numpy()
        assert np.linalg.norm(gradients[name] - wanted) <= 1e-5 * np.linalg.norm(wanted), name


def test_scores_count_answers_and_losses_are_means_over_a_point() -> None:
    made = course(LSTM)
    split, judge = made.data.validation, made.shop.validation
    loss, accuracy, balanced = judge.judge()
    asked = split.y >= 0
    shares = judge.answers  # (classes, answers), first those of the first step
    decided, truth = shares.argmax(0), split.y.T[asked.T]
    assert accuracy == (decided == truth).mean()
    assert balanced == pytest.approx(np.mean([(decided[truth == one] == one).mean() for one in np.unique(truth)]))
    surprise = np.zeros(split.y.shape)
    surprise.T[asked.T] = -np.log(shares[truth, np.arange(len(truth))])
    assert loss == pytest.approx(surprise.sum() / asked.sum(), rel=1e-5)
    assert judge.losses() == pytest.approx(surprise.sum(1) / asked.sum(1), rel=1e-4)


def trainer(made: Course) -> Trainer:
    found = Trainer.__new__(Trainer)
    found._course, found.diverged, found._guard = made, None, None
    return found


def test_what_a_trainer_tells() -> None:
    made = course(LSTM)
    told = trainer(made)
    x = made.data.validation.raw
    shares = told.predict(x)
    assert shares.shape == (9, STEPS, CLASSES)
    assert shares.sum(2) == pytest.approx(np.ones((9, STEPS)), rel=1e-5)
    asked = made.data.validation.y.T >= 0
    answers = told.answers("validation")
    assert np.allclose(shares.transpose(1, 0, 2)[asked], answers.T)
    assert told.truth("validation").tolist() == made.data.validation.y.T[asked].tolist()
    assert told.decide(answers).tolist() == answers.argmax(0).tolist()
    strokes = told.strokes("train", 3)
    assert strokes is not None
    assert strokes.targets.shape == (CLASSES * STEPS,)
    assert set(told.sound()) == {"input", "layer1", "output"}


def test_it_learns_what_can_be_learned_step_by_step() -> None:
    """The class is which of the features is largest at this step: no step needs another."""
    document = chain(
        {"kind": "time_dense", "units": 8}, loss=LOSS, optimizer={"kind": "adam"}, learning_rate=0.03, batch_size=8
    )
    spec = replace(SPEC, classes=tuple("abc"))
    graph = build_graph(document.network, spec, document.training.loss, 8).check()

    def made(count: int, seed: int) -> Split:
        x = np.random.default_rng(seed).standard_normal((count, FEATURES, STEPS)).astype(np.float32)
        return Split(x, x.argmax(1), x.reshape(count, -1))

    data = LoadedData(spec, made(200, 1), made(100, 2), FeatureMap(None, (FEATURES, STEPS)))
    learning = Course(document.training, graph, data, fresh_state(graph, document.training, 200))
    learning.run(1000, float("inf"), 20)
    assert learning.history[-1].validation_score > 0.95


def test_what_does_not_fit_is_said() -> None:
    document = chain({**LSTM, "returns": "last"}, loss=LOSS)
    said = sentences(build_graph(document.network, SPEC, document.training.loss, 8))
    assert "answers at each of 5 steps, but “Layer1” gives 6" in said["output"]
    document = chain(LSTM, loss={"kind": "squared"}, output={"activation": "linear"})
    said = sentences(build_graph(document.network, SPEC, document.training.loss, 8))
    assert "choose categorical cross-entropy" in said["output"]
