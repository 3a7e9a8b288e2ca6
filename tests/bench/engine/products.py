"""The matrix products of a training step and nothing else: what no engine on the same library can be faster than."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from time import process_time

import numpy as np
import torch

from bench.engine.cases import Case

TURNS = 25
Call = Callable[[], object]


def flops(case: Case) -> int:
    """Multiplications and additions: forwards, to the weights, and to the inputs of all layers but the first."""
    shares = [3 if number else 2 for number in range(len(case.widths) - 1)]
    return sum(
        2 * share * inputs * units * case.batch
        for share, (inputs, units) in zip(shares, pairwise(case.widths), strict=True)
    )


def times(case: Case) -> dict[str, float]:
    """Seconds a step, by library; the best of several turns, taken alternately."""
    kinds = {"NumPy": _numpy(case), "PyTorch": _torch(case)}
    best = dict.fromkeys(kinds, float("inf"))
    for _ in range(TURNS):
        for name, calls in kinds.items():
            began = process_time()
            for _ in range(4):
                for call in calls:
                    call()
            best[name] = min(best[name], (process_time() - began) / 4)
    return best


def _numpy(case: Case) -> list[Call]:
    """The shapes and layouts of the plan: features × batch, the input points × features."""
    calls: list[Call] = []
    x = np.ones((case.batch, case.widths[0]), np.float32).T
    for number, (inputs, units) in enumerate(pairwise(case.widths)):
        weight, dz = np.ones((units, inputs), np.float32), np.ones((units, case.batch), np.float32)
        calls += [partial(weight.dot, x, np.empty_like(dz)), partial(dz.dot, x.T, np.empty_like(weight))]
        if number:
            calls.append(partial(weight.T.dot, dz, np.empty_like(x)))
        x = np.ones((units, case.batch), np.float32)
    return calls


def _torch(case: Case) -> list[Call]:
    """PyTorch's own layout: points × features."""
    calls: list[Call] = []
    for number, (inputs, units) in enumerate(pairwise(case.widths)):
        x, weight, dz = torch.ones(case.batch, inputs), torch.ones(units, inputs), torch.ones(case.batch, units)
        calls += [
            partial(torch.mm, x, weight.t(), out=torch.empty_like(dz)),
            partial(torch.mm, dz.t(), x, out=torch.empty_like(weight)),
        ]
        if number:
            calls.append(partial(torch.mm, dz, weight, out=torch.empty_like(x)))
    return calls


def line(case: Case) -> str:
    """A row of Markdown: the work, and each library's time and speed."""
    work = flops(case)
    cells = [f"{case.name}, {case.batch}", f"{work / 1e6:,.0f}"]
    cells += [f"{seconds * 1e6:,.0f} ({work / seconds / 1e9:.0f})" for seconds in times(case).values()]
    return f"| {' | '.join(cells)} |"
