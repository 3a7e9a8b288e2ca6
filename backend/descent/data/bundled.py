"""The real data that scikit-learn brings along, read without importing it.

`import sklearn.datasets` takes 1.2 s and 94 MB, in every worker, in the middle of other people's training. The files
beside it are plain CSV and take a few milliseconds; `tests/data/test_tables.py` compares every number with
scikit-learn's own loaders.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from descent.data.arrays import Doubles
from descent.problems import DescentError, Problem


def _folder() -> Path:
    """Where scikit-learn keeps its data; finding a package does not import it."""
    found = find_spec("sklearn")
    places = found.submodule_search_locations if found else None
    return Path(*places or ["scikit-learn"]) / "datasets" / "data"


@cache
def read(name: str, header: int = 0, delimiter: str | None = ",") -> Doubles:
    """A bundled file as numbers (rows, columns), float64, read once and not writeable. `header`: lines to skip."""
    path = _folder() / name
    if not path.is_file():
        raise DescentError(Problem(code="data.not_bundled", params={"file": name}))
    rows = np.loadtxt(path, skiprows=header, delimiter=delimiter, ndmin=2)
    rows.setflags(write=False)
    return rows
