"""JAX: one jitted function a step, called with NumPy batches, its old parameters given back to it."""

from __future__ import annotations

from time import process_time
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from bench.engine.cases import RATE, Case, Points, Solver, Weights


def _forward(case: Case, parameters: Any, x: Any) -> Any:
    bend = {"tanh": jnp.tanh, "relu": jax.nn.relu}[case.activation]
    for weight, bias in parameters[:-1]:
        x = bend(x @ weight.T + bias)
    weight, bias = parameters[-1]
    x = x @ weight.T + bias
    return jnp.tanh(x) if case.loss == "squared" else x


def _loss(case: Case, parameters: Any, x: Any, t: Any) -> Any:
    y = _forward(case, parameters, x)
    if case.loss == "squared":
        return jnp.mean((y - t) ** 2)
    if case.loss == "binary_cross_entropy":
        return jnp.mean(jax.nn.softplus(y) - t * y)
    return jnp.mean(jax.nn.logsumexp(y, axis=1) - jnp.take_along_axis(y, t[:, None], 1)[:, 0])


class Jax:
    name = "JAX jit"

    def __init__(self, case: Case, solver: Solver, weights: Weights, given: Points, order: np.ndarray) -> None:
        rate = RATE[solver]

        def sgd(state: Any, x: Any, t: Any) -> Any:
            gradient = jax.grad(lambda p: _loss(case, p, x, t))(state)
            return jax.tree.map(lambda p, g: p - rate * g, state, gradient)

        def adam(state: Any, x: Any, t: Any) -> Any:
            parameters, m, v, step = state
            gradient = jax.grad(lambda p: _loss(case, p, x, t))(parameters)
            step = step + 1
            m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, gradient)
            v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, v, gradient)
            first, second = 1 - 0.9**step, 1 - 0.999**step
            parameters = jax.tree.map(
                lambda p, m, v: p - rate * (m / first) / (jnp.sqrt(v / second) + 1e-8), parameters, m, v
            )
            return parameters, m, v, step

        start = [(jnp.asarray(w), jnp.asarray(b)) for w, b in weights]
        zeros = [jax.tree.map(jnp.zeros_like, start) for _ in range(2)]
        self.adam = solver == "adam"
        self.state: Any = (start, *zeros, jnp.float32(0)) if self.adam else start
        self.step = jax.jit(adam if self.adam else sgd, donate_argnums=0)
        self.judge = jax.jit(lambda p, x, t: _loss(case, p, x, t))
        classes = case.loss == "categorical_cross_entropy"
        self.x, self.t = given.x, given.y.astype(np.int32) if classes else given.t
        self.batches = np.split(order, len(order) // case.batch)

    def epoch(self) -> None:
        for rows in self.batches:
            self.state = self.step(self.state, self.x[rows], self.t[rows])
        jax.block_until_ready(self.state)

    def loss(self) -> float:
        return float(self.judge(self.state[0] if self.adam else self.state, self.x, self.t))

    def time(self) -> float:
        began = process_time()
        self.epoch()
        return (process_time() - began) / len(self.batches)
