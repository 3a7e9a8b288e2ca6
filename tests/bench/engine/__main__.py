"""`python -m bench.engine`: prints the engine's rows as Markdown.

Every peer gets the same weights, points, order, batch, loss and update, and must end an epoch with the same loss before
anything is timed. All in one process, on one core, one after another in turns; the best of several turns counts, in
processor time, so that what else the machine does is not counted.
"""

from __future__ import annotations

import os
import sys

ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
    "JAX_PLATFORMS": "cpu",
}

if __name__ == "__main__" and (os.environ.keys() & {"OPENBLAS_CORETYPE"} or ONE_THREAD.items() - os.environ.items()):
    # Libraries read these when they are loaded; a forced kernel would halve our matrix speed and no peer's.
    environment = {key: value for key, value in os.environ.items() if key != "OPENBLAS_CORETYPE"} | ONE_THREAD
    os.execve(sys.executable, [sys.executable, "-m", "bench.engine", *sys.argv[1:]], environment)

from importlib.metadata import version  # noqa: E402
from typing import Any  # noqa: E402

import numpy as np  # noqa: E402
from threadpoolctl import threadpool_info  # noqa: E402

from bench.engine.cases import CASES, LAYERED, STEPS, Case, Points, Solver, points  # noqa: E402
from bench.engine.epochs import epochs_a_second  # noqa: E402
from bench.engine.ours import Ours  # noqa: E402
from bench.engine.peer_jax import Jax  # noqa: E402
from bench.engine.peer_sklearn import ScikitLearn  # noqa: E402
from bench.engine.peer_torch import Torch  # noqa: E402
from bench.engine.peer_torch_layers import TorchLayers  # noqa: E402
from bench.engine.products import line  # noqa: E402
from bench.engine.race import RACES, race_row  # noqa: E402

TURNS = 7
AGREEMENT = 5e-3
UPDATES: dict[Solver, str] = {"sgd": "SGD", "adam": "Adam"}
PEERS = (Torch.name, Jax.name, ScikitLearn.name, ScikitLearn.within)

EXPLAINED = """\
µs of processor time a training step, and how many times ours a peer's is. All gather their batch from the same arrays
by the same order of points. *Ours* is the trainer of the product with everything it does for a step: data, update,
clock and the look-out for infinities; *bare* is the plan and the update alone.
"""
NOTES = """
TensorFlow Playground is in no registry: its figures are constants, measured in Node in 2026 on a machine of
this kind (2 cores). scikit-learn has no squared error for classes.
"""


def blas() -> str:
    """The matrix library that NumPy loaded, and the kernel it chose for this processor."""
    found = next(library for library in threadpool_info() if "numpy" in library["filepath"])
    return f"{found['internal_api']} {found['version']}, kernel {found['architecture']}"


def peers_of(case: Case, solver: Solver, ours: Ours, given: Points) -> list[Any]:
    """All with our weights as they are now, and with the points in the order of the epoch that ours then makes."""
    if case.layers:
        parameters, order = ours.trainer.parameters(), ours.epoch()
        return [TorchLayers(case, solver, ours.graph, parameters, given, order)]
    weights, order = ours.weights(), ours.epoch()
    kinds: list[Any] = [Torch, Jax, *([] if case.loss == "squared" else [ScikitLearn])]
    return [kind(case, solver, weights, given, order) for kind in kinds]


def measure(case: Case, solver: Solver) -> dict[str, float]:
    """Seconds a step, by name. Raises AssertionError when the final losses differ."""
    given = points(case)
    ours = Ours(case, solver, given)
    peers = peers_of(case, solver, ours, given)
    for peer in peers:
        peer.epoch()
        assert np.isclose(peer.loss(), ours.loss(), rtol=AGREEMENT), (case.label, peer.name, peer.loss(), ours.loss())
    best: dict[str, float] = {}
    for _ in range(TURNS):
        turn = {"ours": ours.time(STEPS), "bare": ours.time_bare(STEPS)}
        for peer in peers:
            turn[peer.name] = peer.time()
            if isinstance(peer, ScikitLearn):
                turn[peer.within] = peer.time_within()
        best = {name: min(seconds, best.get(name, seconds)) for name, seconds in turn.items()}
    return best


def row(case: Case, solver: Solver) -> str:
    best = measure(case, solver)
    ours = best["ours"]
    cells = [f"{case.label}, {UPDATES[solver]}", f"{ours * 1e6:,.1f}", f"{best['bare'] * 1e6:,.1f}"]
    cells += [f"{best[name] * 1e6:,.0f} ({best[name] / ours:.1f}×)" if name in best else "–" for name in PEERS]
    playground = case.playground if solver == "sgd" else None
    cells.append(f"{playground:,.0f} ({playground * 1e-6 / ours:.1f}×)" if playground else "–")
    return f"| {' | '.join(cells)} |"


def main() -> int:
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    libraries = ", ".join(f"{name} {version(name)}" for name in ("numpy", "torch", "jax", "scikit-learn"))
    print(f"One core. {blas()}. {libraries}.\n\n{EXPLAINED}")
    print(f"| network, batch, update | ours | bare | {' | '.join(PEERS)} | TF Playground |")
    print("|---" * (len(PEERS) + 4) + "|")
    for case in (*CASES, *LAYERED):
        for solver in UPDATES:
            print(row(case, solver), flush=True)
    print(NOTES)
    print("Of which the matrix products alone, on each side's own BLAS, are µs a step (GFLOP/s):\n")
    print("| network, batch | MFLOP a step | NumPy | PyTorch |")
    print("|---|---|---|---|")
    for case in CASES[-2:]:
        print(line(case), flush=True)
    print()
    print("| sixteen runs, batch, update | one after another, µs a step | a race, µs a step | ratio |")
    print("|---|---|---|---|")
    for case in RACES:
        for solver in UPDATES:
            print(race_row(case, solver), flush=True)
    print()
    print("| 250 points, batch 10, SGD; both losses and scores after every epoch | epochs/s | steps/s |")
    print("|---|---|---|")
    for name, widths, activation in (("2-4-2-1 tanh", [4, 2], "tanh"), ("2-8×6-1 ReLU", [8] * 6, "relu")):
        epochs, steps = epochs_a_second(widths, activation)
        print(f"| {name} | {epochs:,.0f} | {steps:,.0f} |", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
