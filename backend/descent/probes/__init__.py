"""What can be looked at, one probe a file. Importing this package registers all of them."""

from descent.probes.base import Probe
from descent.settings import import_all

import_all(__name__)

__all__ = ["Probe"]
