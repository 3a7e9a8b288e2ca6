"""The rectifier whose leak is learned (He et al. 2015), as torch.nn.PReLU."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.calls import Array, Calls, constant
from descent.ops.layers.base import Layer, Rows, Shape
from descent.ops.layers.site import Back, Site

LEAK = 0.25
HUGE = 1e30


class PReLU(Layer):
    """A leaky ReLU that learns how much leaks through: y = x for x ≥ 0, a x below."""

    model_config = ConfigDict(title="PReLU")
    kind: Literal["prelu"] = "prelu"
    shared: bool = Field(
        default=False, title="One slope for all", description="Whether all units, or channels, have the same slope a."
    )

    @property
    def rows(self) -> Rows:
        return "each" if self.shared else "mixed"

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        return inputs[0]

    def blocks(self, inputs: Sequence[Shape]) -> Mapping[str, Shape]:
        return {"weight": (1 if self.shared else inputs[0][0],)}

    def parameters(self, blocks: Mapping[str, Array]) -> Mapping[str, Array]:
        """`weight`: the slope of each unit or channel, or of all."""
        return dict(blocks)

    def initialise(self, parameters: Mapping[str, Array], rng: np.random.Generator) -> None:  # noqa: ARG002
        parameters["weight"].fill(LEAK)

    def buffers(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:
        return {"low": inputs[0], **({"products": inputs[0]} if training else {})}

    def _slopes(self, at: Site) -> Array:
        """(units, 1, …)."""
        return at.blocks["weight"].reshape(-1, *(1,) * (at.output.data.ndim - 1))

    def forward(self, at: Site) -> Calls:
        """Leaves min(0, x) in `low`."""
        x, y, low, zero = at.inputs[0].data, at.output.data, at.buffers["low"], constant(0, at.output.data)
        return [
            partial(np.minimum, x, zero, out=low),
            partial(np.multiply, low, self._slopes(at), y),
            partial(np.add, y, x, y),
            partial(np.subtract, y, low, y),
        ]

    def backward(self, at: Site, back: Back) -> Calls:
        """Sets da = Σ min(0, x) dy over what has the slope; dx = dy, and where x < 0 that of it which leaks through."""
        low, products, dy = at.buffers["low"], at.buffers["products"], back.gradient.data
        da: Any = back.blocks["weight"]
        flat = products.reshape(len(da), -1)
        calls: Calls = [partial(np.multiply, low, dy, products), partial(np.add.reduce, flat, 1, None, da)]
        if (into := back.into[0]) is not None:
            dx = into.value.data
            calls += [
                # −1 where x < 0: there the gradient is taken off, and put back times the slope. (np.sign is slow.)
                partial(np.multiply, low, constant(HUGE, low), low),
                partial(np.maximum, low, constant(-1, low), out=low),
                partial(np.multiply, low, dy, products),
                partial(np.add, dy, products, dx),
                partial(np.multiply, products, self._slopes(at), products),
                partial(np.subtract, dx, products, dx),
                *into.after,
            ]
        return calls
