"""The convolution of sequences; causal, it never looks ahead (van den Oord et al. 2016)."""

from collections.abc import Sequence
from typing import Literal

from pydantic import ConfigDict, Field

from descent.ops.correlation import Correlation
from descent.ops.layers.base import Shape, Unfit, words
from descent.ops.layers.kernels import Kernels, Zeros_
from descent.ops.windows import Window, sliding


class Conv1D(Kernels):
    """Slides small kernels over a sequence; each finds one pattern whenever it comes: f(K ∗ x + b)."""

    group = "sequences"
    sequences = True
    model_config = ConfigDict(title="Conv1D")
    kind: Literal["conv1d"] = "conv1d"
    kernel: int = Field(default=3, ge=1, le=31, title="Kernel", description="How many steps in time a kernel sees.")
    # Models are frozen, so that a wider type does no harm.
    padding: Literal["same", "causal"] | Zeros_ = Field(  # pyright: ignore[reportIncompatibleVariableOverride]
        default=0,
        title="Padding",
        description="Zeros around what comes in; same: so many that at stride 1 the length stays; causal: all of them "
        "before, so that no step sees what comes after it.",
    )

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        if len(inputs[0]) != 2:
            raise Unfit("graph.needs_sequence", got=words(inputs[0]))
        plan = self.correlation(inputs)
        self.check(inputs[0], plan.columns)
        return (self.channels, plan.columns.steps)

    def correlation(self, inputs: Sequence[Shape]) -> Correlation:
        """A sequence is an image of one row."""
        channels, time = inputs[0]
        if self.padding == "causal":
            past = (self.kernel - 1) * self.dilation
            columns = Window(time, self.kernel, self.stride, self.dilation, before=past)
        else:
            columns = sliding(time, self.kernel, self.stride, self.dilation, self.padding)
        return Correlation(channels, self.channels, self.groups, Window(1, 1), columns, ones=self.bias)
