"""Gated linear units (Dauphin et al. 2016) and their kin (Shazeer 2020): GLU, SwiGLU, GEGLU, ReGLU."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field

from descent.ops.activations import Activation
from descent.ops.activations.base import Bend
from descent.ops.calls import Calls
from descent.ops.layers.base import Layer, Shape, Unfit, words
from descent.ops.layers.site import Back, Site


class GLU(Layer):
    """One half of what comes in says how much of the other half gets through: y = a ⊙ f(b)."""

    model_config = ConfigDict(title="Gated linear unit")
    kind: Literal["glu"] = "glu"
    gate: Literal["sigmoid", "silu", "gelu", "relu", "linear"] = Field(
        default="sigmoid",
        title="Gate",
        description="How the second half is bent: sigmoid is GLU, SiLU is SwiGLU, GELU is GEGLU, ReLU is ReGLU.",
    )

    @property
    def _bend(self) -> Activation:
        return Activation.named(self.gate)()

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        first, *rest = inputs[0]
        if first % 2:
            raise Unfit("graph.needs_halves", got=words(inputs[0]), size=first)
        return (first // 2, *rest)

    def buffers(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:  # noqa: ARG002
        half = self.infer(inputs)
        return dict.fromkeys(("gate", "slope", *(f"saved {number}" for number in range(self._bend.saves))), half)

    def _at(self, at: Site) -> Bend:
        saved = tuple(at.buffers[f"saved {number}"] for number in range(self._bend.saves))
        gate = at.buffers["gate"]
        return Bend(saved[0] if saved else gate, gate, saved, at.buffers["slope"])

    def forward(self, at: Site) -> Calls:
        x, y, bend = at.inputs[0].data, at.output.data, self._at(at)
        a, b = x[: len(y)], x[len(y) :]
        return [partial(np.copyto, bend.z, b), *self._bend.forward(bend), partial(np.multiply, a, bend.y, y)]

    def backward(self, at: Site, back: Back) -> Calls:
        """Sets da = f(b) dy and db = a f'(b) dy."""
        if (into := back.into[0]) is None:
            return []
        dy, bend = back.gradient.data, self._at(at)
        a, da, db = at.inputs[0].data[: len(dy)], into.value.data[: len(dy)], into.value.data[len(dy) :]
        bent = [*self._bend.slope(bend), *self._bend.backward(bend, db)] if self._bend.bends else []
        return [partial(np.multiply, dy, bend.y, da), partial(np.multiply, dy, a, db), *bent, *into.after]
