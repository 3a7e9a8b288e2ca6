"""What a layer is: settings beside the shapes it infers and the calls it compiles to."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

import numpy as np

from descent.ops.activations import Activation
from descent.ops.calls import Array, Calls
from descent.ops.layers.site import Back, Site, Value
from descent.settings import Family

Arity = Literal["none", "one", "some", "many"]
Rows = Literal["each", "joined", "mixed"]
Shape = tuple[int, ...]


class Unfit(Exception):  # noqa: N818
    """These inputs can't come into this layer: a code with parameters. `inputs` are the positions of those at fault."""

    def __init__(self, code: str, inputs: tuple[int, ...] = (0,), **params: str | int) -> None:
        super().__init__(code)
        self.code, self.inputs, self.params = code, inputs, params


def words(shape: Shape) -> str:
    """A shape as a person reads it: 1 × 8 × 8."""
    return " × ".join(map(str, shape))


class Layer(Family):
    """One card on the canvas. `arity` says how many wires may come in (some: one or more; many: two or more);
    `group` is its heading in the palette.

    Shapes leave out the batch, which is the last axis of every array. Inferring shapes allocates nothing.
    """

    arity: ClassVar[Arity] = "one"
    group: ClassVar[str] = "core"
    looked_up: ClassVar[bool] = False
    """Whether its weights are a table of numbers to hand on, and no matrix that anything is multiplied by."""

    @property
    def keeps_nonnegative(self) -> bool:
        """Whether of numbers that are not negative it makes such again, apart from its activation."""
        return self.rows in {"each", "joined"}

    @property
    def bend(self) -> type[Activation] | None:
        """The activation at the end of this layer, if it has one."""
        return None

    @property
    def rows(self) -> Rows:
        """How the numbers of the output come from those of the inputs, counted in their order.

        each: each from the number in the same place of every input, in the same way everywhere; joined: all of the
        first input, then all of the second; mixed: in some other way.
        """
        return "mixed"

    @abstractmethod
    def infer(self, inputs: Sequence[Shape]) -> Shape:
        """The shape of the output. Raises Unfit."""

    def passes(self, training: bool) -> bool:  # noqa: ARG002
        """Whether the output is the input's numbers unchanged, so that both can share one array."""
        return False

    def calm(self) -> "Layer":
        """The same layer without chance: what it is on average, also while training."""
        return self

    def blocks(self, inputs: Sequence[Shape]) -> Mapping[str, Shape]:  # noqa: ARG002
        """Shapes of the arrays in which it keeps its parameters."""
        return {}

    def parameters(self, blocks: Mapping[str, Array]) -> Mapping[str, Array]:  # noqa: ARG002
        """Views of the blocks, by PyTorch's names and in its layout. Those called `bias…` are spared by L1 and L2."""
        return {}

    def statistics(self, blocks: Mapping[str, Array]) -> Mapping[str, Array]:  # noqa: ARG002
        """What it gathers while it is trained and no gradient moves, such as running means: views by PyTorch's names.

        They lie in the blocks too, and so go wherever the parameters go: into checkpoints, files, a changed network.
        """
        return {}

    def stacked(self, name: str) -> int:  # noqa: ARG002
        """Of how many equal blocks of rows a parameter consists, which grow each by itself: an LSTM's of four gates."""
        return 1

    def rows_of(self, name: str, unit: int, units: int) -> slice:  # noqa: ARG002
        """Which rows of a parameter make this one of the units that it gives: one in each block of so many rows."""
        return slice(unit, None, units)

    def initialise(self, parameters: Mapping[str, Array], rng: np.random.Generator) -> None:
        """Fills the views, of parameters and of statistics, with what its settings say."""

    def buffers(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:  # noqa: ARG002
        """Shapes, without the batch, of what it needs besides its output."""
        return {}

    def workspace(self, inputs: Sequence[Shape], training: bool) -> Mapping[str, Shape]:  # noqa: ARG002
        """Shapes of what it needs besides, however many points there are. Names are none of those of `buffers`."""
        return {}

    def weighed(self, blocks: Mapping[str, Array], inputs: Sequence[Value]) -> Array | None:  # noqa: ARG002
        """What comes into its activation (size, batch), worked out anew; None where that can't be told."""
        return None

    def forward(self, at: Site) -> Calls:  # noqa: ARG002
        """Inputs to output."""
        return []

    def backward(self, at: Site, back: Back) -> Calls:  # noqa: ARG002
        """The gradient by the output to those by the parameters and by the inputs. May overwrite the former."""
        return []
