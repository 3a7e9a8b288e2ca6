"""The convolution of images (LeCun et al. 1989): a correlation, as everywhere in this field."""

from collections.abc import Sequence
from typing import Literal

from pydantic import ConfigDict

from descent.ops.correlation import Correlation
from descent.ops.layers.base import Shape, Unfit, words
from descent.ops.layers.kernels import Kernels
from descent.ops.windows import sliding


class Conv2D(Kernels):
    """Slides small kernels over an image; each finds one pattern wherever it is: f(K ∗ x + b)."""

    model_config = ConfigDict(title="Conv2D")
    kind: Literal["conv2d"] = "conv2d"

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        if len(inputs[0]) != 3:
            raise Unfit("graph.needs_image", got=words(inputs[0]))
        plan = self.correlation(inputs)
        self.check(inputs[0], plan.rows, plan.columns)
        return (self.channels, plan.rows.steps, plan.columns.steps)

    def correlation(self, inputs: Sequence[Shape]) -> Correlation:
        channels, *axes = inputs[0]
        rows, columns = (sliding(axis, self.kernel, self.stride, self.dilation, self.padding) for axis in axes)
        return Correlation(channels, self.channels, self.groups, rows, columns, ones=self.bias)
