"""The datasets, one a file. Importing this package registers all of them."""

from descent.data.datasets.base import Dataset
from descent.settings import import_all

import_all(__name__)

__all__ = ["Dataset"]
