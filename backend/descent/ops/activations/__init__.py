"""Activations. Importing this package registers all of them."""

from typing import TYPE_CHECKING, Literal

from descent.ops.activations.base import Activation
from descent.settings import import_all

import_all(__name__)

if TYPE_CHECKING:
    ActivationName = str
else:
    ActivationName = Literal[tuple(Activation.kinds)]
    """The name of any registered activation, as a layer's setting holds it."""

__all__ = ["Activation", "ActivationName"]
