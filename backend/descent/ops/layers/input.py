"""Where the data comes in."""

from collections.abc import Sequence
from typing import Literal

from pydantic import ConfigDict, Field

from descent.ops.layers.base import Layer, Shape


class Input(Layer):
    """Hands the data's columns, or some of them, to the network."""

    arity = "none"
    model_config = ConfigDict(title="Input")
    kind: Literal["input"] = "input"
    columns: list[str] | None = Field(
        default=None,
        min_length=1,
        max_length=256,
        title="Columns",
        description="Which columns of the data come in here; none chosen means all.",
    )

    def infer(self, inputs: Sequence[Shape]) -> Shape:
        raise TypeError(f"what {self.kind} gives follows from the data, not from {inputs}")
