"""Losses, one a file. Importing this package registers all of them."""

from descent.ops.losses.base import Loss
from descent.settings import import_all

import_all(__name__)

__all__ = ["Loss"]
