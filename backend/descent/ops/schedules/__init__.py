"""Learning-rate schedules, one a file. Importing this package registers all of them."""

from descent.ops.schedules.base import Schedule
from descent.settings import import_all

import_all(__name__)

__all__ = ["Schedule"]
