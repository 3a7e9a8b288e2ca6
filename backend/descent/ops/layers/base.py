"""What a layer is: settings beside the shapes it infers and the calls it compiles to."""

from typing import ClassVar, Literal

from descent.settings import Family

Arity = Literal["none", "one", "many"]


class Layer(Family):
    """One card on the canvas. `arity` says how many wires may come in; `group` is its heading in the palette."""

    arity: ClassVar[Arity] = "one"
    group: ClassVar[str] = "core"
