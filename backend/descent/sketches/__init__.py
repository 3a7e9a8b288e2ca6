"""Small pictures for explanations, worked out by the same code that trains. Importing this registers all of them."""

from descent.settings import import_all
from descent.sketches.base import Subject, sketch_of

import_all("descent.sketches.kinds")

__all__ = ["Subject", "sketch_of"]
