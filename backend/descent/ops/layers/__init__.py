"""The layers, a family a file. Importing this package registers all of them."""

from descent.ops.layers.base import Layer
from descent.settings import import_all

import_all(__name__)

__all__ = ["Layer"]
