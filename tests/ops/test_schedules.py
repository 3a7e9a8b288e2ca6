"""Every schedule against PyTorch's, stepped once an epoch and once a step."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from descent.ops.schedules import Schedule

# Makes PyTorch's scheduler, of its module of schedulers and an optimizer.
Make = Callable[[Any, Any], Any]

BASE = 0.4
CASES: list[tuple[str, dict[str, Any], Make]] = [
    ("constant", {}, lambda s, o: s.LambdaLR(o, lambda _: 1.0)),
    ("step", {"every": 7, "drop": 0.3}, lambda s, o: s.StepLR(o, 7, 0.3)),
    ("exponential", {"decay": 0.9}, lambda s, o: s.ExponentialLR(o, 0.9)),
    ("cosine", {"epochs": 60, "floor": 0.1}, lambda s, o: s.CosineAnnealingLR(o, 60, 0.1 * BASE)),
    ("warmup", {"epochs": 20, "start": 0.25}, lambda s, o: s.LinearLR(o, 0.25, total_iters=20)),
    # PyTorch counts 51 moments where we count 50 epochs between them; the top is at the same place.
    (
        "one_cycle",
        {"epochs": 50, "rise": 0.3},
        lambda s, o: s.OneCycleLR(o, BASE, total_steps=51, pct_start=16 / 51),
    ),
]


def schedule_of(kind: str, settings: dict[str, Any]) -> Schedule:
    schedule = Schedule.kinds[kind](**settings)
    assert isinstance(schedule, Schedule)
    return schedule


@pytest.mark.parametrize(("kind", "settings", "make"), CASES)
def test_fifty_epochs_are_those_of_pytorch(kind: str, settings: dict[str, Any], make: Make, torch: ModuleType) -> None:
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=BASE)
    scheduler = make(torch.optim.lr_scheduler, optimizer)
    expected = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PyTorch minds that no step is taken between two of the scheduler's
        for _ in range(50):
            expected.append(optimizer.param_groups[0]["lr"])
            scheduler.step()
    assert BASE * schedule_of(kind, settings).factor(np.arange(50.0)) == pytest.approx(expected, rel=1e-6, abs=1e-12)


def test_every_schedule_is_compared() -> None:
    assert {kind for kind, *_ in CASES} == set(Schedule.kinds)


@pytest.mark.parametrize(
    ("kind", "settings", "time", "factor"),
    [
        ("step", {"every": 10, "drop": 0.5}, 9.99, 1.0),
        ("step", {"every": 10, "drop": 0.5}, 10.0, 0.5),
        ("exponential", {"decay": 0.81}, 0.5, 0.9),
        ("cosine", {"epochs": 10, "floor": 0.2}, 5.0, 0.6),
        ("cosine", {"epochs": 10, "floor": 0.2}, 1000.0, 0.2),
        ("warmup", {"epochs": 4, "start": 0.0}, 1.0, 0.25),
        ("warmup", {"epochs": 4, "start": 0.0}, 9.0, 1.0),
        ("one_cycle", {"epochs": 10, "rise": 0.5, "start": 0.1, "end": 0.01}, 0.0, 0.1),
        ("one_cycle", {"epochs": 10, "rise": 0.5, "start": 0.1, "end": 0.01}, 5.0, 1.0),
        ("one_cycle", {"epochs": 10, "rise": 0.5, "start": 0.1, "end": 0.01}, 99.0, 0.01),
    ],
)
def test_factors_worked_out_by_hand(kind: str, settings: dict[str, Any], time: float, factor: float) -> None:
    assert schedule_of(kind, settings).factor(np.array([time]))[0] == pytest.approx(factor)
