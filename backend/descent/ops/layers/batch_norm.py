"""Batch normalisation (Ioffe and Szegedy 2015)."""

from collections.abc import Mapping, Sequence
from functools import partial
from math import prod
from typing import Literal

import numpy as np
from pydantic import ConfigDict, Field, PrivateAttr

from descent.ops.calls import Array, Calls, constant
from descent.ops.layers.base import Shape
from descent.ops.layers.normalising import Normalising, by_channel
from descent.ops.layers.site import Back, Site


class BatchNorm(Normalising):
    """Brings each channel to mean 0 and deviation 1 over the batch, then scales and shifts it.

    In use the running means stand for the batch's own.
    """

    model_config = ConfigDict(title="BatchNorm")
    kind: Literal["batch_norm"] = "batch_norm"
    momentum: float = Field(
        default=0.1,
        gt=0,
        le=1,
        title="Momentum",
        description="How far each batch moves the running mean and variance, which stand for the batch's own in use.",
    )
    _calm: bool = PrivateAttr(default=False)

    def calm(self) -> "BatchNorm":
        """By the running means, also while training."""
        layer = self.model_copy()
        layer._calm = True
        return layer

    def split(self, shape: Shape) -> tuple[int, int]:
        return shape[0], prod(shape[1:])

    def grouped(self, data: Array) -> Array:
        return by_channel(data)[:, :, None]

    def blocks(self, inputs: Sequence[Shape]) -> Mapping[str, Shape]:
        return {**super().blocks(inputs), "running": (2, inputs[0][0]), "count": (1,)}

    def statistics(self, blocks: Mapping[str, Array]) -> Mapping[str, Array]:
        """`running_mean`, `running_var` (channels,) and `num_batches_tracked`."""
        mean, variance = blocks["running"]
        return {"running_mean": mean, "running_var": variance, "num_batches_tracked": blocks["count"].reshape(())}

    def initialise(self, parameters: Mapping[str, Array], rng: np.random.Generator) -> None:
        super().initialise(parameters, rng)
        for name, value in (("running_mean", 0), ("running_var", 1), ("num_batches_tracked", 0)):
            parameters[name][...] = value

    def buffers(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:
        return {"normal": inputs[0], "scratch": inputs[0]} if training else {"normal": inputs[0]}

    def workspace(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:
        channels = (inputs[0][0], 1)
        return {"mean": channels, "steepness": channels, **({"moved": channels} if training else {})}

    def _gathers(self, at: Site) -> bool:
        return "moved" in at.buffers and not self._calm

    def forward(self, at: Site) -> Calls:
        return super().forward(at) if self._gathers(at) else self._forward_in_use(at)

    def gather(self, at: Site, numbers: int) -> Calls:
        """The running variance is the unbiased one, as in PyTorch."""
        running, count, moved = at.blocks["running"], at.blocks["count"], at.buffers["moved"][:, 0]
        mean, variance = at.buffers["mean"][:, 0], at.buffers["steepness"][:, 0]
        unbiased = self.momentum * numbers / max(numbers - 1, 1)
        return [
            partial(np.multiply, running, constant(1 - self.momentum, running), running),
            partial(np.multiply, mean, constant(self.momentum, running), moved),
            partial(np.add, running[0], moved, running[0]),
            partial(np.multiply, variance, constant(unbiased, running), moved),
            partial(np.add, running[1], moved, running[1]),
            partial(np.add, count, constant(1, count), count),
        ]

    def _forward_in_use(self, at: Site) -> Calls:
        x, normal = by_channel(at.inputs[0].data), by_channel(at.buffers["normal"])
        (mean, variance), steepness = at.blocks["running"], at.buffers["steepness"]
        return [
            partial(np.copyto, steepness[:, 0], variance),
            *self.steepen(steepness),
            partial(np.subtract, x, mean[:, None], normal),
            partial(np.multiply, normal, steepness, normal),
            *self.scale(at),
        ]

    def backward(self, at: Site, back: Back) -> Calls:
        if self._gathers(at):
            return super().backward(at, back)
        calls = self.unscale(at, back)
        if (into := back.into[0]) is not None:
            dy, dx = by_channel(back.gradient.data), by_channel(into.value.data)
            calls += [partial(np.multiply, dy, at.buffers["steepness"], dx), *into.after]
        return calls
