"""Maxout (Goodfellow et al. 2013)."""

from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import ConfigDict, Field

from descent.ops.calls import Array, Calls
from descent.ops.layers.base import Layer, Shape, Unfit, words
from descent.ops.layers.largest import largest, to_the_largest
from descent.ops.layers.site import Back, Site


class Maxout(Layer):
    """Hands on the largest of every few neighbours on the first axis: y_i = max(x_ki, …, x_ki+k−1)."""

    model_config = ConfigDict(title="Maxout")
    kind: Literal["maxout"] = "maxout"
    pieces: int = Field(default=2, ge=2, le=64, title="Pieces", description="How many units share one answer, k.")

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        first, *rest = inputs[0]
        if first % self.pieces:
            raise Unfit("graph.needs_groups", got=words(inputs[0]), size=first, pieces=self.pieces)
        return (first // self.pieces, *rest)

    def buffers(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:
        return dict.fromkeys(("here", "open"), self.infer(inputs)) if training else {}

    def _pieces(self, x: Array) -> list[Array]:
        return [x[piece :: self.pieces] for piece in range(self.pieces)]

    def forward(self, at: Site) -> Calls:
        return largest(self._pieces(at.inputs[0].data), at.output.data)

    def backward(self, at: Site, back: Back) -> Calls:
        if (into := back.into[0]) is None:
            return []
        arrays, places = self._pieces(at.inputs[0].data), self._pieces(into.value.data)
        rooms = at.buffers["here"], at.buffers["open"]
        parts = to_the_largest(arrays, at.output.data, back.gradient.data, places, rooms)
        return [*(call for part in parts for call in part), *into.after]
