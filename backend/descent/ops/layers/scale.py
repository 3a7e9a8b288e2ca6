"""Scaling by one number, given or learned."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.calls import Array, Calls, constant
from descent.ops.layers.base import Layer, Rows, Shape
from descent.ops.layers.site import Back, Site


class Scale(Layer):
    """Multiplies every number by the same factor: y = s x."""

    model_config = ConfigDict(title="Scale")
    kind: Literal["scale"] = "scale"
    factor: float = Field(
        default=1.0, ge=-1e3, le=1e3, title="Factor", description="What all numbers are multiplied by."
    )
    learned: bool = Field(default=False, title="Learned", description="Whether training moves the factor.")

    @property
    def rows(self) -> Rows:
        return "each"

    @property
    def keeps_nonnegative(self) -> bool:
        return self.factor >= 0 and not self.learned

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        return inputs[0]

    def blocks(self, inputs: Sequence[Shape]) -> Mapping[str, Shape]:  # noqa: ARG002
        return {"weight": (1,)} if self.learned else {}

    def parameters(self, blocks: Mapping[str, Array]) -> Mapping[str, Array]:
        """`weight` (1,), if it is learned."""
        return dict(blocks)

    def initialise(self, parameters: Mapping[str, Array], rng: np.random.Generator) -> None:  # noqa: ARG002
        for view in parameters.values():
            view.fill(self.factor)

    def buffers(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:
        return {"products": inputs[0]} if training and self.learned else {}

    def _factor(self, at: Site) -> Array:
        return at.blocks["weight"].reshape(()) if self.learned else constant(self.factor, at.output.data)

    def forward(self, at: Site) -> Calls:
        return [partial(np.multiply, at.inputs[0].data, self._factor(at), at.output.data)]

    def backward(self, at: Site, back: Back) -> Calls:
        """Sets ds = Σ x dy and dx = s dy."""
        x, dy, calls = at.inputs[0].data, back.gradient.data, Calls()
        if self.learned:
            products, total = at.buffers["products"], back.blocks["weight"].reshape(())
            flat = products.reshape(-1)
            calls += [partial(np.multiply, x, dy, products), partial(np.add.reduce, flat, 0, None, total)]
        if (into := back.into[0]) is not None:
            calls += [partial(np.multiply, dy, self._factor(at), into.value.data), *into.after]
        return calls
