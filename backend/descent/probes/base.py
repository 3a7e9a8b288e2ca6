"""What a probe is: what it is asked for, beside the arrays it answers with."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, get_args

from pydantic import Field

from descent.settings import Settings

if TYPE_CHECKING:
    from descent.probes.part import Part
    from descent.probes.sight import Sight

NodeRef = Annotated[str, Field(min_length=1, max_length=40)]


class Probe(Settings):
    """A question about a trainer, told apart by `probe`. Deriving registers it."""

    kinds: ClassVar[dict[str, type["Probe"]]] = {}

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        (kind,) = get_args(cls.model_fields["probe"].annotation)
        cls.kinds[kind] = cls

    @abstractmethod
    def look(self, sight: "Sight") -> "Sequence[Part]":
        """The answer, part after part; none when the question makes no sense now."""
