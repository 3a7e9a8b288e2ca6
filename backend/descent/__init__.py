"""Descent: draw a neural network, press play, watch it learn.

As a library: `Document` (what was drawn and chosen), `Trainer` (trains it), `Race` (trains many at once), `Change` and
`change` (edits by path),
`parse_document` and `load_example` (where documents come from), and the errors. See docs/library.md.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from descent.document import Change, Document, change, parse_document
    from descent.examples import load_example
    from descent.problems import DescentError, Diverged
    from descent.training.race import Race
    from descent.training.trainer import Trainer

__version__ = "0.1.0"

__all__ = [
    "Change",
    "DescentError",
    "Diverged",
    "Document",
    "Race",
    "Trainer",
    "__version__",
    "change",
    "load_example",
    "parse_document",
]

_HOMES: Final = {
    "Change": "descent.document",
    "DescentError": "descent.problems",
    "Diverged": "descent.problems",
    "Document": "descent.document",
    "Race": "descent.training.race",
    "Trainer": "descent.training.trainer",
    "change": "descent.document",
    "load_example": "descent.examples",
    "parse_document": "descent.document",
}


def __getattr__(name: str) -> Any:
    """Imports what is asked for when it is asked for: `descent --help` needs none of it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'descent' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
