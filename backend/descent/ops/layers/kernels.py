"""What layers with kernels share: settings, parameters and how the correlation is called."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from math import prod
from typing import Annotated, ClassVar, Final, Literal

import numpy as np
from pydantic import Field

from descent.limits import MAX_UNITS
from descent.ops.activations import Activation, ActivationName
from descent.ops.calls import Array, Calls
from descent.ops.correlation import Correlation
from descent.ops.initialisers import BiasInitialiser, WeightInitialiser
from descent.ops.initialisers.auto import Auto
from descent.ops.initialisers.base import Draw
from descent.ops.initialisers.constant import Zeros
from descent.ops.layers.base import Layer, Shape, Unfit, words
from descent.ops.layers.site import Back, Site
from descent.ops.windows import Window

MAX_KERNEL: Final = 31
MAX_STRIDE: Final = 16

Zeros_ = Annotated[int, Field(ge=0, le=MAX_STRIDE)]


def as_image(data: Array) -> Array:
    """(channels, height, width, batch): a sequence is an image of one row."""
    return data if data.ndim == 4 else data[:, None]


class Kernels(Layer):
    """A layer whose kernels slide over what comes in and share their weights everywhere."""

    group: ClassVar[str] = "images"
    sequences: ClassVar[bool] = False
    """Whether its kernels have one axis."""
    channels: int = Field(
        default=8, ge=1, le=MAX_UNITS, title="Channels", description="How many kernels, and so how many maps come out."
    )
    kernel: int = Field(
        default=3, ge=1, le=MAX_KERNEL, title="Kernel", description="How many places wide a kernel is, and how high."
    )
    stride: int = Field(
        default=1, ge=1, le=MAX_STRIDE, title="Stride", description="How many places a kernel moves at a time."
    )
    padding: Literal["same"] | Zeros_ = Field(
        default=0,
        title="Padding",
        description="Zeros around what comes in; same: so many that at stride 1 the size stays.",
    )
    dilation: int = Field(
        default=1, ge=1, le=MAX_STRIDE, title="Dilation", description="How far apart the places are that a kernel sees."
    )
    groups: int = Field(
        default=1,
        ge=1,
        le=MAX_UNITS,
        title="Groups",
        description="In how many parts the channels are split, each with kernels of its own.",
    )
    activation: ActivationName = Field(default="relu", title="Activation", description="How each sum is bent.")
    bias: bool = Field(default=True, title="Bias", description="Whether each channel adds a number of its own.")
    weight_init: WeightInitialiser = Field(
        default=Auto(), title="Initial weights", description="What the weights begin as."
    )
    bias_init: BiasInitialiser = Field(default=Zeros(), title="Initial biases", description="What the biases begin as.")

    @property
    def bend(self) -> type[Activation]:
        return Activation.named(self.activation)

    @abstractmethod
    def correlation(self, inputs: Sequence[Shape]) -> Correlation:
        """The arithmetic for inputs of this shape."""

    def check(self, shape: Shape, *windows: Window) -> None:
        """Raises Unfit where channels can't be split so, or a window finds no room."""
        for channels in (shape[0], self.channels):
            if channels % self.groups:
                raise Unfit("graph.groups", groups=self.groups, channels=channels)
        for window in windows:
            if window.steps < 1:
                raise Unfit("graph.kernel_too_large", reach=window.reach, got=words(shape))

    def blocks(self, inputs: Sequence[Shape]) -> Mapping[str, Shape]:
        """Kernels (channels, row taps, column taps · inputs of a group), with one more column for the bias."""
        return {"kernel": self.correlation(inputs).kernel}

    def split(self, blocks: Mapping[str, Array]) -> tuple[Array, Array]:
        """Weights (channels, inputs of a group, row taps, column taps) and biases (channels,)."""
        kernel = blocks["kernel"]
        weights = kernel[:, :, :-1] if self.bias else kernel
        taps = weights.reshape(*weights.shape[:2], self.kernel, -1, copy=False).transpose(0, 3, 1, 2)
        return (taps[:, :, 0] if self.sequences else taps), kernel[:, 0, -1]

    def parameters(self, blocks: Mapping[str, Array]) -> Mapping[str, Array]:
        """`weight` (channels, inputs of a group, *kernel) and, if there is one, `bias` (channels,)."""
        weight, bias = self.split(blocks)
        return {"weight": weight, "bias": bias} if self.bias else {"weight": weight}

    def initialise(self, parameters: Mapping[str, Array], rng: np.random.Generator) -> None:
        """A channel sums up what its kernel sees: that is how many inputs it has. The weights are drawn as a matrix."""
        weight = parameters["weight"]
        inputs, units = prod(weight.shape[1:]), weight.shape[0] * prod(weight.shape[2:])
        draw = Draw(rng, (weight.shape[0], inputs), inputs, units, self.bend.initialiser)
        weight[...] = self.weight_init.values(draw).reshape(weight.shape)
        if "bias" in parameters:
            draw = Draw(rng, parameters["bias"].shape, inputs, units, self.bend.initialiser)
            parameters["bias"][...] = self.bias_init.values(draw)

    def buffers(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:
        plan = self.correlation(inputs)
        back = {"spread": plan.spread, "band": plan.band} if training else {}
        return {"seen": plan.seen, **back}

    def workspace(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:
        plan = self.correlation(inputs)
        return {"shares": plan.shares, "turned": plan.turned} if training else {}

    def forward(self, at: Site) -> Calls:
        plan, x, z = self._at(at), as_image(at.inputs[0].data), as_image(at.bend.z)
        seen = plan.ready(at.buffers["seen"])
        return [*plan.see(x, seen), *plan.answer(at.blocks["kernel"], seen, z), *self.bend().forward(at.bend)]

    def backward(self, at: Site, back: Back) -> Calls:
        plan, dz, space = self._at(at), back.gradient.data, at.buffers
        calls = self.bend().backward(at.bend, dz) if self.bend.bends else []
        calls += plan.gradient(as_image(dz), space["seen"], space["shares"], back.blocks["kernel"])
        if (into := back.into[0]) is not None:
            kernel, dx = at.blocks["kernel"], as_image(into.value.data)
            calls += plan.back(kernel, as_image(dz), space["spread"], space["band"], space["turned"], dx)
            calls += into.after
        return calls

    def _at(self, at: Site) -> Correlation:
        return self.correlation([at.inputs[0].data.shape[:-1]])
