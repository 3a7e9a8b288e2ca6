"""Optimizers, one a file. Importing this package registers all of them."""

from descent.ops.optimizers.base import Optimizer
from descent.settings import import_all

import_all(__name__)

__all__ = ["Optimizer"]
