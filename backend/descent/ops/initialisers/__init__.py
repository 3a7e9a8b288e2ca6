"""Initialisers. Importing this package registers all of them."""

from typing import TYPE_CHECKING, Annotated, Union

from pydantic import Field

from descent.ops.initialisers.base import Initialiser
from descent.settings import import_all, one_of

import_all(__name__)

if TYPE_CHECKING:
    WeightInitialiser = Initialiser
    BiasInitialiser = Initialiser
else:
    WeightInitialiser = one_of(Initialiser)
    BiasInitialiser = Annotated[
        Union[tuple(kind for kind in Initialiser.kinds.values() if not kind.needs_matrix)],  # noqa: UP007
        Field(discriminator="kind"),
    ]

__all__ = ["BiasInitialiser", "Initialiser", "WeightInitialiser"]
