"""What a schedule is."""

from abc import abstractmethod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from descent.settings import Family

Doubles = NDArray[np.floating[Any]]


class Schedule(Family):
    """How the learning rate changes over the epochs, as a factor of the rate that is set.

    A pure function of the time in epochs, which has a fraction within an epoch (7.5: half of the eighth is done). The
    clock starts when the schedule is chosen. At whole epochs it gives what PyTorch's scheduler gives when it is stepped
    once an epoch; where that one is stepped at each step, count its periods in steps.
    """

    @abstractmethod
    def factor(self, t: Doubles) -> Doubles:
        """The factors at the times t."""
