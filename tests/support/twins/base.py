"""What a twin is: a layer of ours as PyTorch would have it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from descent.ops.layers.base import Layer, Shape


@dataclass(frozen=True)
class Twin:
    """`module` has the parameters, under PyTorch's own names (None: there are none); `call` takes it and the inputs.

    Tensors are (batch, *shape), shapes as ours: features first.
    """

    call: Callable[..., Any]
    module: Any = None


Make = Callable[[ModuleType, Any, Sequence[Shape]], Twin]


@dataclass(frozen=True)
class Case:
    """A layer by its settings and the shapes that come in.

    `ids`: what comes in are whole numbers below this, and no gradient goes back. `calm`: the layer has chance in it and
    is compared without. `kinks`: differences are not taken across bends that lie dense (sorting, rounding).
    """

    settings: dict[str, Any]
    shapes: tuple[Shape, ...]
    ids: int = 0
    calm: bool = False
    kinks: bool = False

    @property
    def layer(self) -> Layer:
        """The layer itself."""
        return Layer.kinds[self.settings["kind"]].model_validate(self.settings)  # type: ignore[return-value]

    def __str__(self) -> str:
        kind, *rest = self.settings.values()
        words = [str(value["kind"] if isinstance(value, dict) else value) for value in rest]
        return " ".join([kind, *words, *("x".join(map(str, shape)) for shape in self.shapes)])


def activation(torch: ModuleType, kind: str) -> Callable[[Any], Any]:
    """One of our activations over (batch, units, …)."""
    functional = torch.nn.functional
    known: dict[str, Callable[[Any], Any]] = {
        "linear": lambda z: z,
        "gelu": lambda z: functional.gelu(z, approximate="tanh"),
        "softmax": lambda z: torch.softmax(z, 1),
        "sine": torch.sin,
    }
    name = kind.replace("hard_", "hard")
    return known.get(kind) or getattr(functional, name, None) or getattr(torch, name)
