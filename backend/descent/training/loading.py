"""Whether given parameters fit a network."""

from collections.abc import Mapping

import numpy as np

from descent.data.arrays import Numbers
from descent.engine.parameters import Parameters
from descent.problems import DescentError, Problem


def fitting(given: Mapping[str, Numbers], network: Parameters) -> Mapping[str, Numbers]:
    """The given parameters, if names and shapes are the network's and all numbers finite. Raises DescentError."""
    wanted = network.named()
    problems = [_problem("training.missing_parameter", name) for name in wanted if name not in given]
    for name, array in given.items():
        if name not in wanted:
            problems.append(_problem("training.unknown_parameter", name))
        elif np.shape(array) != wanted[name].shape:
            shapes = {"expected": str(wanted[name].shape), "got": str(np.shape(array))}
            problems.append(_problem("training.wrong_shape", name, **shapes))
        elif not np.isfinite(np.asarray(array, wanted[name].dtype)).all():
            problems.append(_problem("training.not_finite", name))
    if problems:
        raise DescentError(*problems)
    return given


def _problem(code: str, name: str, **params: str) -> Problem:
    return Problem(code=code, params={"name": name[:80], **params}, node=name.partition(".")[0] or None)
