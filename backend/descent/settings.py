"""What every setting model shares, and the registry that turns a file into a feature.

A layer, dataset, loss, optimizer, schedule or initialiser is one class that derives from its family's base and carries
a `kind`. Deriving registers it; importing the family's package imports all of its files. Forms, the catalogue, the
docs and the tests are made from what is registered here.
"""

import importlib
import pkgutil
from typing import Annotated, Any, ClassVar, Self, Union, get_args

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """Immutable, strict and finite: a wrong type, an unknown key, NaN or infinity is refused by name."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    def replace(self, **changes: Any) -> Self:
        """A validated copy with some fields changed."""
        return type(self).model_validate({**self.model_dump(), **changes})


class Family(Settings):
    """Base of a family of kinds (all layers, all losses, ...). Direct subclasses are families, theirs are kinds.

    A kind declares `kind: Literal["dense"] = "dense"`.
    """

    kinds: ClassVar[dict[str, type["Family"]]]

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        if Family in cls.__bases__:
            cls.kinds = {}
        elif "kind" in cls.model_fields:
            (kind,) = get_args(cls.model_fields["kind"].annotation)
            if cls.kinds.setdefault(kind, cls).__qualname__ != cls.__qualname__:
                raise TypeError(f"two classes register the kind {kind!r}: {cls.kinds[kind]} and {cls}")


def import_all(package: str) -> None:
    """Import every module of a package, so that the kinds in them register."""
    path = importlib.import_module(package).__path__
    for module in pkgutil.iter_modules(path):
        importlib.import_module(f"{package}.{module.name}")


def one_of(family: type[Family]) -> Any:
    """The annotation of a field that holds any kind of a family, told apart by its `kind`."""
    return Annotated[Union[tuple(family.kinds.values())], Field(discriminator="kind")]  # noqa: UP007
