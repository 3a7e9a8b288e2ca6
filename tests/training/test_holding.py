"""Freezing and silencing: what is held, by every rule that would move it; and how it comes back."""

from __future__ import annotations

import tracemalloc
from collections.abc import Mapping
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from descent.document import Document
from descent.engine.graph import Graph
from descent.engine.held import resting
from descent.engine.parameters import Parameters
from descent.ops.optimizers import Optimizer
from descent.problems import Diverged
from descent.training import rescue
from descent.training.trainer import Trainer
from support.networks import SPIRAL, chain, dense, drawing, holding

NET = chain(dense(5), dense(4, "softmax"), dense(3))
HELD: Mapping[str, Mapping[str, Any]] = {
    "layer1": {"frozen_units": [1], "silent_units": [4], "frozen_weights": [[0, 1], [2, None]]},
    "layer2": {"silent_weights": [[0, 0], [3, None]], "silent_units": [2]},
    "layer3": {"frozen": True},
    "output": {"frozen_weights": [[0, 2]], "silent_weights": [[0, 0]]},
}
RULES: dict[str, dict[str, Any]] = {
    "penalties": {"l1": 0.05, "l2": 0.1},
    "clip by norm": {"clip": {"kind": "norm", "limit": 0.02}, "l2": 0.1},
    "clip by value": {"clip": {"kind": "value", "limit": 0.02}},
    "short last batch": {"batch_size": 16},
}


def trained(document: Document, steps: int = 9) -> Trainer:
    trainer = Trainer(document)
    trainer.advance(600, steps=steps)
    return trainer


def vector(trainer: Trainer) -> np.ndarray:
    return trainer._course.state.parameters.vector.copy()


def mask(graph: Graph) -> np.ndarray:
    found = resting(graph)
    assert found is not None
    return found


@pytest.mark.parametrize("rules", RULES.values(), ids=RULES)
@pytest.mark.parametrize("kind", sorted(Optimizer.kinds))
def test_what_is_held_keeps_its_value_bit_for_bit_and_all_else_learns(kind: str, rules: dict[str, Any]) -> None:
    """Held in the middle of training, when the optimizer has gathered speed."""
    training = NET.training.replace(optimizer={"kind": kind}, **rules)
    document = NET.model_copy(update={"training": training})
    trainer = trained(document)
    whole = vector(trainer)
    trainer.apply(holding(document, **HELD))
    held = mask(trainer.graph)
    before = vector(trainer)
    trainer.advance(600, steps=25)
    after = vector(trainer)
    assert after[held].tobytes() == before[held].tobytes()
    moved = Parameters(trainer.graph, (after != before).astype(np.float32)).named()
    free = Parameters(trainer.graph, (~held).astype(np.float32)).named()
    for name, changed in moved.items():
        hears_nothing = np.zeros(changed.shape, bool)
        if name == "layer2.weight":
            hears_nothing[:, 4] = True  # from a silent unit: only a penalty moves these
        assert (changed > 0)[~hears_nothing].tolist() == (free[name] > 0)[~hears_nothing].tolist(), name
    # Released, all of it is as it was, silent weights too.
    trainer.apply(document)
    assert vector(trainer)[held].tobytes() == whole[held].tobytes()


@pytest.mark.parametrize("kind", ["sgd", "momentum", "adam", "rmsprop"])
def test_a_network_with_things_held_learns_as_one_with_masks_in_pytorch(kind: str, torch: ModuleType) -> None:
    """What doesn't learn is constant there, silent weights are zero, and what silent units say is times zero."""
    options: dict[str, Any] = {"optimizer": {"kind": kind}, "batch_size": 4096, "learning_rate": 0.02}
    document = holding(chain(dense(5), dense(4, "softmax"), dense(3), **options), **HELD)
    trainer = Trainer(document)
    held = Parameters(trainer.graph, mask(trainer.graph).astype(np.float32)).named()
    constants = {name: torch.tensor(array) for name, array in trainer.parameters().items()}
    free = {name: torch.tensor(array, requires_grad=True) for name, array in trainer.parameters().items()}
    rules: dict[str, Any] = {
        "sgd": lambda: torch.optim.SGD(free.values(), lr=0.02),
        "momentum": lambda: torch.optim.SGD(free.values(), lr=0.02, momentum=0.9),
        "adam": lambda: torch.optim.Adam(free.values(), lr=0.02),
        "rmsprop": lambda: torch.optim.RMSprop(free.values(), lr=0.02),
    }
    optimizer = rules[kind]()
    x, y = torch.tensor(trainer.data.train.x), torch.tensor(trainer.data.train.y, dtype=torch.float32)
    loud = {name: torch.ones(units) for name, units in (("layer1", 5), ("layer2", 4))}
    loud["layer1"][4] = loud["layer2"][2] = 0

    def said() -> Any:
        there = {name: torch.where(torch.tensor(held[name]) > 0, constants[name], free[name]) for name in free}

        def layer(name: str, value: Any) -> Any:
            return torch.nn.functional.linear(value, there[f"{name}.weight"], there[f"{name}.bias"])

        one = torch.tanh(layer("layer1", x)) * loud["layer1"]
        two = torch.softmax(layer("layer2", one), dim=1) * loud["layer2"]
        return torch.tanh(layer("output", torch.tanh(layer("layer3", two))))[:, 0]

    for _ in range(20):
        trainer.step()
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(said(), 2 * y - 1).backward()
        optimizer.step()
    for name, array in trainer.parameters().items():
        expected = torch.where(torch.tensor(held[name]) > 0, constants[name], free[name]).detach().numpy()
        assert array == pytest.approx(expected, rel=1e-3, abs=2e-6), name
    points = trainer.data.train.raw
    assert trainer.predict(points)[:, 1] == pytest.approx(((said() + 1) / 2).clamp(0, 1).detach().numpy(), abs=1e-5)


def test_a_silent_weight_acts_as_zero_and_comes_back() -> None:
    trainer = trained(chain(dense(4)))
    points = trainer.data.validation.raw
    said, weights = trainer.predict(points).copy(), trainer.parameters()
    trainer.apply(holding(chain(dense(4)), layer1={"silent_weights": [[2, 1], [0, None]]}))
    silent = {name: array.copy() for name, array in weights.items()}
    silent["layer1.weight"][2, 1] = silent["layer1.bias"][0] = 0
    other = Trainer(chain(dense(4)))
    other.load_parameters(silent)
    assert np.array_equal(trainer.predict(points), other.predict(points))
    trainer.apply(chain(dense(4)))
    assert np.array_equal(trainer.predict(points), said)


def test_what_the_optimizer_remembered_of_a_frozen_weight_comes_back_with_its_release() -> None:
    document = chain(dense(4), optimizer={"kind": "adam"})
    trainer = trained(document)
    moments = [moment.copy() for moment in trainer._course.state.update.moments]
    trainer.apply(holding(document, layer1={"frozen": True}, output={"frozen": True}))
    trainer.advance(600, steps=9)
    trainer.apply(document)
    for before, after in zip(moments, trainer._course.state.update.moments, strict=True):
        assert np.array_equal(before, after)


def test_a_new_optimizer_forgets_what_rests_too() -> None:
    document = holding(chain(dense(4), optimizer={"kind": "momentum"}), layer1={"frozen": True})
    trainer = trained(document)
    adam = document.model_copy(update={"training": document.training.replace(optimizer={"kind": "adam"})})
    trainer.apply(adam)
    trainer.apply(chain(dense(4), optimizer={"kind": "adam"}))
    assert all((moment == 0).all() for moment in trainer._course.state.update.moments)
    trainer.step()


def test_a_run_with_things_held_is_the_same_from_a_checkpoint() -> None:
    document = holding(
        chain(dense(5), dense(4), optimizer={"kind": "adam"}), **{k: HELD[k] for k in ("layer1", "layer2")}
    )
    trainer = trained(document)
    restored = Trainer.restore(trainer.checkpoint())
    for one in (trainer, restored):
        one.advance(600, steps=7)
        one.apply(chain(dense(5), dense(4), optimizer={"kind": "adam"}))
        one.advance(600, steps=7)
    assert vector(trainer).tobytes() == vector(restored).tobytes()
    assert trainer.checkpoint() == restored.checkpoint()


def test_reset_begins_with_the_initial_weights_and_holds_them() -> None:
    document = holding(NET, **HELD)
    trainer = trained(NET)
    trainer.apply(document)
    trainer.reset()
    assert vector(trainer).tobytes() == vector(Trainer(document)).tobytes()
    trainer.apply(NET)
    assert vector(trainer).tobytes() == vector(Trainer(NET)).tobytes()


def test_going_back_after_a_divergence_keeps_what_is_held() -> None:
    plain = chain(dense(4), dense(3), output={"activation": "linear"}, optimizer={"kind": "momentum"})
    document = holding(plain, layer1={"frozen": True}, layer2={"silent_weights": [[0, 0]]})
    trainer = trained(plain)
    trainer.apply(document)
    before = vector(trainer)[mask(trainer.graph)]
    fast = document.model_copy(update={"training": document.training.replace(learning_rate=100.0)})
    trainer.apply(fast)
    with pytest.raises(Diverged):
        trainer.advance(600)
    trainer.rewind()
    trainer.apply(document)
    trainer.advance(600, steps=5)
    assert vector(trainer)[mask(trainer.graph)].tobytes() == before.tobytes()


def test_loaded_parameters_wait_in_silent_places_until_they_are_released() -> None:
    plain = chain(dense(4))
    trainer = Trainer(holding(plain, layer1={"silent_weights": [[1, 0]]}))
    other = trained(plain).parameters()
    trainer.load_parameters(other)
    assert trainer.parameters()["layer1.weight"][1, 0] == 0
    trainer.apply(plain)
    assert np.array_equal(trainer.parameters()["layer1.weight"], other["layer1.weight"])


def test_steps_with_things_held_allocate_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rescue, "LEAST_AGE", 600.0)
    document = chain(
        {"kind": "flatten"}, dense(64, "relu"), dense(64), data={"dataset": {"kind": "digits"}}, batch_size=128
    )
    held = {"frozen_units": [1, 5], "silent_units": [3, 4, 60], "silent_weights": [[0, 0]]}
    trainer = trained(holding(document, layer2=held, layer3={"frozen": True}), steps=3)
    tracemalloc.start()
    trainer.advance(60, steps=3)
    before, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    trainer.advance(60, steps=3)
    after, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # One array between two layers has 33 280 bytes, the parameters 37 000.
    assert peak - before < 8_000
    assert after - before < 1_000


def test_nothing_held_costs_no_call() -> None:
    trainer, other = Trainer(NET), Trainer(holding(NET, layer1={"frozen": True}))
    assert len(other._course.state.update.calls) == len(trainer._course.state.update.calls) + 1
    other.apply(NET)
    assert len(other._course.state.update.calls) == len(trainer._course.state.update.calls)


# ---- surgery on what is held ----


def widened(held: Mapping[str, Mapping[str, Any]], units: int = 7) -> tuple[float, Trainer, Trainer]:
    """By how much a wider first layer moved any answer; the training, and one that was left as it was."""
    trainer, other = (trained(holding(chain(dense(4), dense(3)), **held)) for _ in range(2))
    points = trainer.data.validation.raw
    trainer.apply(holding(chain(dense(units), dense(3)), **held))
    return float(np.abs(trainer.predict(points) - other.predict(points)).max()), trainer, other


@pytest.mark.parametrize(
    "held",
    [
        {"layer1": {"silent_units": [0, 2]}},
        {"layer1": {"silent_units": [0, 1, 2, 3]}},
        {"layer1": {"silent": True}},
        {"layer1": {"frozen": True}},
        {"layer1": {"silent_weights": [[0, 0], [1, None]]}},
        {"layer2": {"frozen": True}},
        {"layer2": {"frozen_weights": [[0, 0], [1, 1]], "silent_weights": [[2, 0]]}},
        {"layer2": {"silent": True}},
    ],
)
def test_a_wider_layer_keeps_the_function_and_what_is_held(held: Mapping[str, Mapping[str, Any]]) -> None:
    moved, trainer, other = widened(held)
    assert moved < 1e-5
    for name, marked in Parameters(other.graph, mask(other.graph).astype(np.float32)).named().items():
        block = trainer.parameters()[name][tuple(slice(size) for size in marked.shape)]
        frozen = marked > 0 if "frozen" in str(held) else np.zeros(marked.shape, bool)
        assert np.array_equal(block[frozen], other.parameters()[name][frozen]), name
    trainer.advance(600, steps=5)


def test_a_silent_weight_comes_back_whole_after_its_layer_grew() -> None:
    plain, wider = chain(dense(4), dense(3)), chain(dense(7), dense(3))
    held = {"layer1": {"silent_weights": [[0, 1]]}, "layer2": {"silent_weights": [[1, 0]]}}
    trainer = trained(plain)
    before = trainer.parameters()
    trainer.apply(holding(plain, **held))
    trainer.apply(holding(wider, **held))
    trainer.apply(wider)
    assert trainer.parameters()["layer1.weight"][0, 1] == before["layer1.weight"][0, 1]
    assert trainer.parameters()["layer2.weight"][1, 0] == before["layer2.weight"][1, 0]


def test_silent_units_behind_a_sum_are_not_copied() -> None:
    def network(units: int) -> Document:
        layers = {
            "input": {"kind": "input"},
            "a": dense(units),
            "b": dense(units),
            "sum": {"kind": "add"},
            "output": {"kind": "output"},
        }
        document = drawing(layers, ["input a", "input b", "a sum", "b sum", "sum output"], SPIRAL)
        return holding(document, sum={"silent_units": [0]})

    trainer = trained(network(3))
    points = trainer.data.validation.raw
    said = trainer.predict(points).copy()
    trainer.apply(network(5))
    assert trainer.predict(points) == pytest.approx(said, abs=1e-5)
